import { LRUCache } from 'lru-cache'
import { DecoderUnavailableError } from '../images/decoder-unavailable.ts'
import { UndecodableImageError } from '../images/undecodable-image.ts'

const CAPACITY = 1000
/** A picture that cannot be decoded is not tried again for every size and every request. */
const UNDECODABLE_MS = 10 * 60_000
/** One that took too long may be decoded in time when less is going on; until then it keeps nobody else waiting. */
const SLOW_MS = 15_000

/** The clock that tests can set. */
const perf = { now: () => Date.now() }

/** Remembers for a while which pictures could not be decoded, and why. */
export class FailedPictures {
  readonly #undecodable = new LRUCache<string, UndecodableImageError>({
    max: CAPACITY,
    ttl: UNDECODABLE_MS,
    ttlResolution: 0,
    perf,
  })
  readonly #slow = new LRUCache<string, DecoderUnavailableError>({
    max: CAPACITY,
    ttl: SLOW_MS,
    ttlResolution: 0,
    perf,
  })

  /** @throws what the picture failed with before. */
  assertMayBeTried(hash: string): void {
    const known = this.#undecodable.get(hash) ?? this.#slow.get(hash)
    if (known) throw known
  }

  /** Remembers what says something about the picture: not that its turn did not come, nor that nothing could start. */
  add(hash: string, error: unknown): void {
    if (error instanceof UndecodableImageError) this.#undecodable.set(hash, error)
    if (error instanceof DecoderUnavailableError && error.tookTooLong) this.#slow.set(hash, error)
  }
}
