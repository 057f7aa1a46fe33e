import type { ReadAgain } from './answer.ts'
import type { CallerKey } from './caller-key.ts'
import type { Patience } from './turns.ts'

/** A request that names a key, from its validation to its answer. */
export interface Claim {
  readonly key: CallerKey
  readonly patience: Patience
  readonly readAgain: ReadAgain | undefined
  /** Whether the answer must not be kept, since it has a secret. */
  readonly isSecret: boolean
  /** What the request asks for; null as long as its body has not been read. */
  fingerprint: Buffer | null
  /** Whether it is decided what is answered: nothing that follows is kept. */
  settled: boolean
  /** Called with the fingerprint as soon as a form has been read, before its effect. */
  onFingerprint: (() => Promise<void>) | null
}
