import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, body, type Schemas } from '../../api/client.ts'
import { ApiError } from '../../api/errors.ts'
import { forgetWaiting, keepWaiting, keptWaiting, type Waiting } from './kept-waiting.ts'

const ASK_MS = 1500
const TOO_MANY = 429

function isWaiting(answer: object): answer is Waiting {
  return 'wait_token' in answer
}

/** Whether asking again brings nothing. */
function isFinal(error: Error | null): boolean {
  return error instanceof ApiError && error.status < 500 && error.status !== TOO_MANY
}

/** Redeems a code, and, where somebody has to let this device in, asks until that has happened. */
export function usePairing() {
  // A phone loads a page again that was in the background.
  const [kept] = useState(keptWaiting)
  const redeem = useMutation({
    mutationFn: (asked: Schemas['PairingRedemption']) => body(api.POST('/api/pairing/redeem', { body: asked })),
    onSuccess: (answer) => {
      if (isWaiting(answer)) keepWaiting(answer)
    },
  })
  const answer = redeem.data
  const waiting: Waiting | null = answer !== undefined && isWaiting(answer) ? answer : kept
  const collected = useQuery({
    queryKey: ['pairing', waiting?.wait_token],
    queryFn: () => body(api.POST('/api/pairing/collect', { body: { wait_token: waiting?.wait_token ?? '' } })),
    enabled: waiting !== null,
    refetchInterval: ({ state }) => {
      const isOver = (state.data !== undefined && 'device' in state.data) || isFinal(state.error)
      return isOver ? false : ASK_MS
    },
    retry: false,
  })
  const isPaired =
    (answer !== undefined && 'device' in answer) || (collected.data !== undefined && 'device' in collected.data)
  // Another link that is opened here meanwhile has a code of its own.
  useEffect(() => {
    if (waiting === null) return
    const leave = () => {
      forgetWaiting()
      location.reload()
    }
    addEventListener('hashchange', leave)
    return () => removeEventListener('hashchange', leave)
  }, [waiting])
  const isRefused = isFinal(collected.error)
  useEffect(() => {
    if (isPaired || isRefused) forgetWaiting()
  }, [isPaired, isRefused])
  return {
    redeem: redeem.mutate,
    isPending: redeem.isPending,
    waiting,
    isPaired,
    /** Whether nobody can let this device in any more. */
    isRefused,
    error: redeem.error ?? collected.error,
  }
}
