import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { partQuery } from '../../api/queries/parts.ts'
import { placeName } from '../place/place.ts'

/** A free slot among parts of the same type, as the service suggests it; empty when it knows none. */
export function useFreeSlot(key: string, enabled: boolean): { slot: string; waits: boolean } {
  const { data: part } = useQuery({ ...partQuery(key), enabled })
  const type = part?.type_id ?? null
  const suggestion = useQuery({
    queryKey: ['boxes', 'free-slot', type],
    queryFn: async () => {
      const { data } = await api.GET('/api/inventory/suggestions/{type_id}', {
        params: { path: { type_id: type ?? 0 } },
      })
      return data === undefined ? '' : placeName(data)
    },
    enabled: enabled && type !== null,
  })
  const waits = enabled && (part === undefined || (type !== null && suggestion.isLoading))
  return { slot: suggestion.data ?? '', waits }
}
