import { useMutation, useQuery } from '@tanstack/react-query'
import { api, body, type Schemas } from '../../api/client.ts'

const ASK_MS = 1500

/** What the page waits for: an inviting person has to choose this number. */
export type Waiting = Schemas['PairingWait']

function isWaiting(answer: object): answer is Waiting {
  return 'wait_token' in answer
}

/** Redeems a code, and, where somebody has to let this device in, asks until that has happened. */
export function usePairing() {
  const redeem = useMutation({
    mutationFn: (asked: Schemas['PairingRedemption']) => body(api.POST('/api/pairing/redeem', { body: asked })),
  })
  const answer = redeem.data
  const waiting = answer !== undefined && isWaiting(answer) ? answer : null
  const collected = useQuery({
    queryKey: ['pairing', waiting?.wait_token],
    queryFn: () => body(api.POST('/api/pairing/collect', { body: { wait_token: waiting?.wait_token ?? '' } })),
    enabled: waiting !== null,
    refetchInterval: ({ state }) => (state.data !== undefined && 'device' in state.data ? false : ASK_MS),
    retry: false,
  })
  const isPaired =
    (answer !== undefined && 'device' in answer) || (collected.data !== undefined && 'device' in collected.data)
  return {
    redeem: redeem.mutate,
    isPending: redeem.isPending,
    waiting,
    isPaired,
    error: redeem.error ?? collected.error,
  }
}
