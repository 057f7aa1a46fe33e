import { hash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { TokenSet } from '../../../plugins/auth/authenticator.ts'
import type { Database } from '../../../plugins/database/database.ts'
import { PROVIDER_TIMEOUT_SECONDS } from '../oidc-client/provider.ts'
import { Sealer, type SecretKeys } from './sealer.ts'

/** Seconds for which the result of a refresh is handed to others with the same refresh token. */
const KEPT_SECONDS = 30
/** Seconds after which the lock of a replica that has died is free again: longer than a refresh can take. */
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

/**
 * Makes refreshes with the same refresh token one, over all replicas: a provider that rotates refresh tokens takes each
 * once, and ends the session when it sees one again.
 */
export class SharedRefresh {
  readonly #db: Database
  readonly #sealer: Sealer
  readonly #onNotKept: (error: unknown) => void
  readonly #running = new Map<string, Promise<TokenSet>>()
  readonly #cleanUps = new Set<NodeJS.Timeout>()

  /** @param onNotKept told when new tokens could not be kept for other requests of their session. */
  constructor(keys: SecretKeys, db: Database, onNotKept: (error: unknown) => void) {
    this.#db = db
    this.#sealer = new Sealer(keys, 'token refresh')
    this.#onNotKept = onNotKept
  }

  /** The tokens for a refresh token, from `refresh` or from whoever called it in the last 30 seconds. */
  async get(refreshToken: string, refresh: () => Promise<TokenSet>): Promise<TokenSet> {
    const tokenHash = hash('sha256', refreshToken, 'base64url')
    const running = this.#running.get(tokenHash)
    if (running) return running
    const started = this.#getOnce(tokenHash, refresh).finally(() => this.#running.delete(tokenHash))
    this.#running.set(tokenHash, started)
    return started
  }

  /** Ends the clean-ups that are due later; another replica, or the next start, does them. */
  stop(): void {
    for (const timer of this.#cleanUps) clearTimeout(timer)
    this.#cleanUps.clear()
  }

  /** Deletes what is not needed any more. */
  async deleteExpired(): Promise<void> {
    await this.#db.query('delete from token_refreshes where expires_at < now()')
  }

  async #getOnce(tokenHash: string, refresh: () => Promise<TokenSet>): Promise<TokenSet> {
    while (!(await this.#lock(tokenHash))) {
      const tokens = await this.#read(tokenHash)
      if (tokens !== null) return tokens
      await delay(POLL_MS)
    }
    const tokens = await refresh().catch(async (error: unknown) => {
      await this.#db.query('delete from token_refreshes where refresh_token_hash = $1', [tokenHash])
      throw error
    })
    // The old refresh token is used up: whoever asked must get the new one even when nobody else can.
    await this.#keep(tokenHash, tokens).catch(this.#onNotKept)
    return tokens
  }

  async #lock(tokenHash: string): Promise<boolean> {
    const locked = await this.#db.query(
      `insert into token_refreshes as r (refresh_token_hash, expires_at)
       values ($1, now() + make_interval(secs => $2))
       on conflict (refresh_token_hash) do update set sealed_tokens = null, expires_at = excluded.expires_at
        where r.expires_at < now()
       returning 1`,
      [tokenHash, LOCK_SECONDS],
    )
    return locked.length === 1
  }

  async #read(tokenHash: string): Promise<TokenSet | null> {
    const [row] = await this.#db.query<{ sealed_tokens: string }>(
      `select sealed_tokens from token_refreshes
        where refresh_token_hash = $1 and sealed_tokens is not null and expires_at > now()`,
      [tokenHash],
    )
    const tokens = row && this.#sealer.open(row.sealed_tokens)
    return Value.Check(StoredTokens, tokens) ? tokens : null
  }

  async #keep(tokenHash: string, tokens: TokenSet): Promise<void> {
    await this.deleteExpired()
    await this.#db.query(
      `update token_refreshes set sealed_tokens = $2, expires_at = now() + make_interval(secs => $3)
        where refresh_token_hash = $1`,
      [tokenHash, this.#sealer.seal(tokens), KEPT_SECONDS],
    )
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
