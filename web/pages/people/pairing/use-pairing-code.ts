import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api, body, type Schemas } from '../../../api/client.ts'
import { pairingCodeQuery } from '../../../api/queries/access.ts'

const ASK_MS = 1000

export type PairingCode = Schemas['PairingCode']

/** A new person that a code is for. */
export interface Invited {
  name: string
  role: Schemas['Person']['role']
}

/** Ends a code that nobody needs any more, also while the page is being left. */
function cancelCode(id: number): void {
  api
    .DELETE('/api/pairing-codes/{code_id}', { params: { path: { code_id: id } }, keepalive: true })
    // It ends by itself within minutes.
    .catch(() => undefined)
}

/** Ends the code when its dialog or page goes away, unless somebody was let in by it. */
function useCancelOnLeave(id: number | undefined, isOpen: boolean): void {
  const latest = useRef(isOpen)
  latest.current = isOpen
  useEffect(() => {
    if (id === undefined) return
    const leave = () => {
      if (latest.current) cancelCode(id)
    }
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [id])
}

/**
 * Makes a pairing code and follows what becomes of it.
 *
 * @param attempt another text makes another code.
 * @param invited whom it is for; null for a device of one's own.
 */
export function usePairingCode(attempt: string, invited: Invited | null) {
  const queries = useQueryClient()
  const made = useQuery({
    queryKey: ['pairing-code', 'made', attempt],
    queryFn: async ({ signal }) => {
      const code = await body(api.POST('/api/pairing-codes', { body: invited ?? {} }))
      if (signal.aborted) cancelCode(code.id)
      return code
    },
    // Asking again would make another code.
    enabled: ({ state }) => state.data === undefined,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  const id = made.data?.id
  const followed = useQuery({
    ...pairingCodeQuery(id ?? 0),
    enabled: id !== undefined,
    refetchInterval: ({ state: { data } }) => (data !== undefined && isOver(data) ? false : ASK_MS),
  })
  const path = { path: { code_id: id ?? 0 } }
  const know = (code: PairingCode) => queries.setQueryData(pairingCodeQuery(code.id).queryKey, code)
  const approve = useMutation({
    mutationFn: (number: number) =>
      body(api.POST('/api/pairing-codes/{code_id}/approve', { params: path, body: { match_number: number } })),
    onSuccess: know,
    // A wrong number has cancelled the code.
    onError: () => followed.refetch(),
  })
  const refuse = useMutation({
    mutationFn: () => body(api.POST('/api/pairing-codes/{code_id}/refuse', { params: path })),
    onSuccess: know,
  })
  const code = followed.data
  useCancelOnLeave(id, code === undefined || code.state === 'open' || code.state === 'waiting')
  return { made, code, approve, refuse }
}

function isOver({ state }: PairingCode): boolean {
  return state === 'used' || state === 'cancelled' || state === 'expired'
}
