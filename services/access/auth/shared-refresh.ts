import { setTimeout as delay } from 'node:timers/promises'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { TokenSet } from '../../../plugins/auth/authenticator.ts'
import type { Database } from '../../../plugins/database/database.ts'
import { PROVIDER_TIMEOUT_SECONDS } from '../oidc-client/provider.ts'
import { Sealer, type SecretKeys } from './sealer.ts'
import {
  DELETE_EXPIRED_REFRESHES,
  DELETE_REFRESH,
  LOCK_REFRESH,
  REFRESHED_TOKENS,
  STORE_REFRESHED_TOKENS,
} from './statements.ts'
import { hashOfToken } from './token-hash.ts'

/** Seconds for which the result of a refresh is used for other requests with the same refresh token. */
const KEPT_SECONDS = 30
/** Seconds after which the lock of a crashed replica expires: longer than a refresh can take. */
const LOCK_SECONDS = PROVIDER_TIMEOUT_SECONDS + 5
const POLL_MS = 100

const NullableText = Type.Union([Type.String(), Type.Null()])
const StoredTokens = Type.Object({
  accessToken: Type.String(),
  expiresIn: Type.Number(),
  refreshToken: NullableText,
  refreshExpiresIn: Type.Union([Type.Number(), Type.Null()]),
  idToken: NullableText,
})

export interface RefreshCalls {
  /** Called once for all requests of this instance that need the same refresh; it may delay or refuse it. */
  around: (renewal: () => Promise<TokenSet>) => Promise<TokenSet>
  /** Asks the provider, while the refresh is locked. */
  refresh: () => Promise<TokenSet>
}

/**
 * Merges refreshes with the same refresh token into one, over all replicas. A provider that rotates refresh tokens accepts
 * each once, and ends the session when it gets one a second time.
 */
export class SharedRefresh {
  readonly #db: Database
  readonly #sealer: Sealer
  readonly #onNotKept: (error: unknown) => void
  readonly #running = new Map<string, Promise<TokenSet>>()
  readonly #cleanUps = new Set<NodeJS.Timeout>()

  /** @param onNotKept called when new tokens could not be stored for other requests of their session. */
  constructor(keys: SecretKeys, db: Database, onNotKept: (error: unknown) => void) {
    this.#db = db
    this.#sealer = new Sealer(keys, 'token refresh')
    this.#onNotKept = onNotKept
  }

  /** The tokens for a refresh token: of `refresh`, or of a refresh in the last 30 seconds. */
  async get(refreshToken: string, { around, refresh }: RefreshCalls): Promise<TokenSet> {
    const tokenHash = hashOfToken(refreshToken)
    const running = this.#running.get(tokenHash)
    if (running) return running
    const started = around(() => this.#getOnce(tokenHash, refresh)).finally(() => this.#running.delete(tokenHash))
    this.#running.set(tokenHash, started)
    return started
  }

  /** The tokens of a refresh in the last 30 seconds; null when there was none. */
  async resultOf(refreshToken: string): Promise<TokenSet | null> {
    return this.#read(hashOfToken(refreshToken))
  }

  /** Cancels later clean-ups; the next refresh, on whichever replica, does them. */
  stop(): void {
    for (const timer of this.#cleanUps) clearTimeout(timer)
    this.#cleanUps.clear()
  }

  /** Deletes expired rows. */
  async deleteExpired(): Promise<void> {
    await this.#db.query(DELETE_EXPIRED_REFRESHES)
  }

  async #getOnce(tokenHash: string, refresh: () => Promise<TokenSet>): Promise<TokenSet> {
    while (!(await this.#lock(tokenHash))) {
      const tokens = await this.#read(tokenHash)
      if (tokens !== null) return tokens
      await delay(POLL_MS)
    }
    const tokens = await refresh().catch(async (error: unknown) => {
      await this.#db.query(DELETE_REFRESH, [tokenHash])
      throw error
    })
    // The old refresh token is used up, so this caller must get the new one also when it could not be stored.
    await this.#keep(tokenHash, tokens).catch(this.#onNotKept)
    return tokens
  }

  async #lock(tokenHash: string): Promise<boolean> {
    const locked = await this.#db.query(LOCK_REFRESH, [tokenHash, LOCK_SECONDS])
    return locked.length === 1
  }

  async #read(tokenHash: string): Promise<TokenSet | null> {
    const [row] = await this.#db.query(REFRESHED_TOKENS, [tokenHash])
    const tokens = row && (await this.#sealer.open(row.sealed_tokens))
    return Value.Check(StoredTokens, tokens) ? tokens : null
  }

  async #keep(tokenHash: string, tokens: TokenSet): Promise<void> {
    await this.deleteExpired()
    await this.#db.query(STORE_REFRESHED_TOKENS, [tokenHash, await this.#sealer.seal(tokens), KEPT_SECONDS])
    const timer = setTimeout(
      () => {
        this.#cleanUps.delete(timer)
        // Rows that this misses are deleted with those of the next refresh.
        this.deleteExpired().catch(() => {})
      },
      (KEPT_SECONDS + 1) * 1000,
    )
    this.#cleanUps.add(timer.unref())
  }
}
