import { useQuery } from '@tanstack/react-query'
import { freeSlotQuery } from '../../api/queries/boxes.ts'
import { partQuery } from '../../api/queries/parts.ts'
import { placeName } from '../place/place.ts'

/** A free slot among parts of the same type, as the service suggests it; empty while it is loaded and when there is none. */
export function useFreeSlot(key: string, enabled: boolean): string {
  const { data: part } = useQuery({ ...partQuery(key), enabled })
  const type = part?.type_id ?? null
  const { data = null } = useQuery({ ...freeSlotQuery(type), enabled: enabled && type !== null })
  return data === null ? '' : placeName(data)
}
