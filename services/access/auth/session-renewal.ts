import type { TokenSet } from '../../../plugins/auth/authenticator.ts'
import { runWithin } from '../../../plugins/lifecycle/time-limit.ts'
import type { Log } from '../../../plugins/log.ts'
import type { OidcClient } from '../oidc-client/oidc-client.ts'
import type { Provider } from '../oidc-client/provider.ts'
import { reasonOf } from '../oidc-client/reason.ts'
import { TokenRequestError } from '../oidc-client/token-request.ts'
import type { ForgottenTokens } from './forgotten-tokens.ts'
import type { KnownTokens } from './known-tokens.ts'
import { RefusalLimit } from './refusal-limit.ts'
import type { SharedRefresh } from './shared-refresh.ts'
import { toTokenSet } from './token-lifetimes.ts'
import { UnknownTokenLimit } from './unknown-token-limit.ts'

/** Seconds that a sign-out waits for the provider. */
const REVOCATION_SECONDS = 3
/** Refresh cookies of one browser that a sign-out handles. */
const MAX_COOKIES = 4

export interface SessionRenewalParts {
  client: OidcClient
  refreshes: SharedRefresh
  forgotten: ForgottenTokens
  known: KnownTokens
  log: Pick<Log, 'warn'>
}

/** Renews sessions with their refresh tokens, until they are signed out. */
export class SessionRenewal {
  readonly #parts: SessionRenewalParts
  readonly #limit: RefusalLimit
  readonly #unknown = new UnknownTokenLimit()

  constructor(parts: SessionRenewalParts) {
    this.#parts = parts
    this.#limit = new RefusalLimit(parts.known)
  }

  /**
   * New tokens for a session.
   *
   * @param address of the browser; its refused tokens are limited.
   * @throws TokenRequestError when the provider issues none, DomainError 429 or 503.
   */
  async renew(provider: Provider, refreshToken: string, address: string): Promise<TokenSet> {
    const { client, refreshes, forgotten } = this.#parts
    if (await forgotten.hasAny([refreshToken])) throw signedOut()
    const tokens = await refreshes.get(refreshToken, {
      around: (renewal) => this.#limit.run(refreshToken, address, renewal),
      refresh: async () => toTokenSet(await client.refresh(provider, refreshToken), refreshToken),
    })
    await this.confirm(tokens.refreshToken ?? refreshToken, refreshToken)
    const successor = tokens.refreshToken === null ? [] : [tokens.refreshToken]
    // The user may have signed out while the request to the provider was in progress.
    if (!(await forgotten.hasAny([refreshToken, ...successor]))) return tokens
    await this.#forget(provider, successor)
    throw signedOut()
  }

  /**
   * Notes the refresh token of a session that the provider has confirmed: no limit delays or refuses its renewal.
   *
   * @param replaced the token that was used to get it, if any.
   */
  async confirm(refreshToken: string, replaced: string | null = null): Promise<void> {
    // The tokens are good in any case; the worst is that the next renewal waits for its turn.
    await this.#parts.known.add(refreshToken, replaced).catch((err: unknown) => {
      this.#parts.log.warn({ err }, 'a refresh token was not noted as known')
    })
  }

  /**
   * Ends the sessions of refresh tokens, here and, if the provider supports it and can be reached, at the provider. Of
   * tokens that nobody knows, the provider is told a few of each address.
   */
  async end(refreshTokens: readonly string[], address: string): Promise<void> {
    const { client, refreshes, known } = this.#parts
    const tokens = new Set(refreshTokens.slice(0, MAX_COOKIES))
    const told: string[] = []
    for (const token of tokens) {
      if ((await known.has(token)) || this.#unknown.mayAsk(address)) told.push(token)
    }
    await this.#forget(client.provider, [...tokens], told)
    // New tokens of a renewal a moment ago, which the browser may not have received.
    const results = await Promise.all([...tokens].map((token) => refreshes.resultOf(token)))
    const successors = results.flatMap((result) => result?.refreshToken ?? []).filter((token) => !tokens.has(token))
    await this.#forget(client.provider, successors)
  }

  /** @param told the tokens that the provider is told of. */
  async #forget(provider: Provider | null, tokens: readonly string[], told = tokens): Promise<void> {
    if (tokens.length === 0) return
    await this.#parts.forgotten.add(tokens)
    if (provider === null) return
    await runWithin(REVOCATION_SECONDS, () => Promise.all(told.map((token) => this.#revoke(provider, token))))
  }

  async #revoke(provider: Provider, token: string): Promise<void> {
    const { client, log } = this.#parts
    await client.revoke(provider, token).catch((error: unknown) => {
      log.warn({ reason: reasonOf(error) }, 'the identity provider did not revoke a refresh token')
    })
  }
}

function signedOut(): TokenRequestError {
  return new TokenRequestError('the session was signed out', { refused: true })
}
