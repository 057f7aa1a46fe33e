import { LRUCache } from 'lru-cache'
import type { Database } from '../../../plugins/database/database.ts'
import { entriesUpTo } from '../../../plugins/entries-up-to.ts'
import { ACCESS_VERSION } from './statements.ts'

/** Callers that are remembered. */
const CAPACITY = 5000
const UNKNOWN_CAPACITY = 2000
/** How long the version that was read last is trusted: so late a lost notification is noticed. */
const TRUST_MS = 500

/**
 * Remembers who the callers are by the hashes of their secrets, so that a request costs no statement. A notification
 * of the database empties it. A notification can be lost, so the version of all access is read twice a second
 * while there are callers, and empties it as well when it has changed.
 */
export class CallerMemory<T extends object> {
  readonly #db: Database
  readonly #known = new LRUCache<string, T>({ ...entriesUpTo(CAPACITY) })
  readonly #unknown = new LRUCache<string, true>({ ...entriesUpTo(UNKNOWN_CAPACITY) })
  /** Raised when the memory is emptied: what was read before must not be stored after. */
  #generation = 0
  #version: number | undefined
  #trustedUntil = 0
  #checking: Promise<void> | undefined

  constructor(db: Database) {
    this.#db = db
  }

  /** Another number each time that everybody was forgotten. */
  get generation(): number {
    return this.#generation
  }

  /** Forgets everybody. */
  clear(): void {
    this.#generation++
    this.#known.clear()
    this.#unknown.clear()
  }

  /** Whether the caller with this hash was remembered last; what is known of them may be out of date. */
  has(hash: string): boolean {
    return this.#known.has(hash)
  }

  /** The caller with this hash, if that needs no statement. */
  peek(hash: string): T | undefined {
    return performance.now() < this.#trustedUntil ? this.#known.get(hash) : undefined
  }

  /**
   * The caller with this hash.
   *
   * @param load reads the caller from the database; null when there is none.
   * @returns null for an unknown caller.
   */
  async find(hash: string, load: () => Promise<T | null>): Promise<T | null> {
    if (performance.now() >= this.#trustedUntil) await this.checkVersion()
    const known = this.#known.get(hash)
    if (known !== undefined) return known
    if (this.#unknown.has(hash)) return null
    const generation = this.#generation
    const loaded = await load()
    if (generation === this.#generation) {
      if (loaded === null) this.#unknown.set(hash, true)
      else this.#known.set(hash, loaded)
    }
    return loaded
  }

  /**
   * Reads the version of all access, and forgets everybody when it is another one.
   *
   * @returns whether it was another one.
   */
  async checkVersion(): Promise<boolean> {
    const before = this.#generation
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined
    })
    await this.#checking
    return before !== this.#generation
  }

  async #check(): Promise<void> {
    const from = performance.now()
    const [state] = await this.#db.query(ACCESS_VERSION)
    const version = state?.version ?? 0
    if (version !== this.#version) this.clear()
    this.#version = version
    this.#trustedUntil = from + TRUST_MS
  }
}
