import { LRUCache } from 'lru-cache'
import { entriesUpTo } from '../../../plugins/entries-up-to.ts'
import { DecoderUnavailableError } from '../images/decoder-unavailable.ts'
import { UndecodableImageError } from '../images/undecodable-image.ts'

const CAPACITY = 1000
/** For so long a picture that cannot be decoded is not decoded again. */
const UNDECODABLE_MS = 10 * 60_000
/** A picture that took too long may succeed when the machine is less busy. Until then it does not delay others. */
const SLOW_MS = 15_000

/** The clock that tests can set. */
const perf = { now: () => Date.now() }

/** Remembers for a while which pictures could not be decoded, and why. */
export class FailedPictures {
  readonly #undecodable = new LRUCache<string, UndecodableImageError>({
    ...entriesUpTo(CAPACITY),
    ttl: UNDECODABLE_MS,
    ttlResolution: 0,
    perf,
  })
  readonly #slow = new LRUCache<string, DecoderUnavailableError>({
    ...entriesUpTo(CAPACITY),
    ttl: SLOW_MS,
    ttlResolution: 0,
    perf,
  })

  /** @throws the error that the picture has failed with before. */
  assertMayBeTried(hash: string): void {
    const known = this.#undecodable.get(hash) ?? this.#slow.get(hash)
    if (known) throw known
  }

  /** Remembers an error of the picture itself, but not a full queue or a decoder that could not start. */
  add(hash: string, error: unknown): void {
    if (error instanceof UndecodableImageError) this.#undecodable.set(hash, error)
    if (error instanceof DecoderUnavailableError && error.tookTooLong) this.#slow.set(hash, error)
  }
}
