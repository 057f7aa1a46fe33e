import type { Schemas } from '../../api/client.ts'

/** What the page waits for: an inviting person has to choose this number. */
export type Waiting = Schemas['PairingWait']

const NAME = 'pairing'

interface Kept {
  waiting: Waiting
  /** The fragment of the address, which is the code of a link. */
  hash: string
}

/** Keeps what this tab waits for, as long as it is open. */
export function keepWaiting(waiting: Waiting): void {
  const kept: Kept = { waiting, hash: location.hash }
  sessionStorage.setItem(NAME, JSON.stringify(kept))
}

/** To be called when nothing is waited for any more. */
export function forgetWaiting(): void {
  sessionStorage.removeItem(NAME)
}

/** What this tab waited for before it was loaded again; null when that is over, or another link was opened. */
export function keptWaiting(): Waiting | null {
  const text = sessionStorage.getItem(NAME)
  if (text === null) return null
  const { waiting, hash }: Kept = JSON.parse(text)
  return hash === location.hash && Date.parse(waiting.expires_at) > Date.now() ? waiting : null
}
