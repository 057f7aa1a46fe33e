import { hash } from 'node:crypto'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Database } from '../../../plugins/database/database.ts'
import { invalidRequest } from '../../../plugins/errors/domain-error.ts'
import { Sealer, type SecretKeys } from './sealer.ts'

/** Seconds for which a sign-in may take. */
export const LOGIN_STATE_SECONDS = 600

const LoginState = Type.Object({
  codeVerifier: Type.String({ minLength: 43 }),
  nonce: Type.String({ minLength: 1 }),
  redirect: Type.String({ minLength: 1 }),
})
const TimedState = Type.Object({ createdAt: Type.Number() })

/** What must be known again when the browser comes back from the identity provider. */
export type LoginState = Type.Static<typeof LoginState>

/** Names a state without giving it away. */
export function hashOfState(sealed: string): string {
  return hash('sha256', sealed, 'base64url')
}

function invalidState() {
  return invalidRequest('Invalid or expired authentication state')
}

/**
 * The states of sign-ins under way. They travel through the browser, encrypted; the service keeps only which have been
 * used, so that each works once.
 */
export class LoginStates {
  readonly #sealer: Sealer
  readonly #db: Database

  constructor(keys: SecretKeys, db: Database) {
    this.#sealer = new Sealer(keys, 'login state')
    this.#db = db
  }

  seal(state: LoginState): string {
    return this.#sealer.seal({ ...state, createdAt: Date.now() })
  }

  /**
   * Opens a state and uses it up.
   *
   * @throws DomainError 400 when it is not one of ours, too old, incomplete or used already.
   */
  async use(sealed: string): Promise<LoginState> {
    const state = this.#sealer.open(sealed)
    if (state === undefined) throw invalidState()
    if (!Value.Check(LoginState, state) || !Value.Check(TimedState, state)) {
      throw invalidRequest('Malformed authentication state')
    }
    const age = (Date.now() - state.createdAt) / 1000
    if (age > LOGIN_STATE_SECONDS || !(await this.#markUsed(state.nonce))) throw invalidState()
    return state
  }

  async #markUsed(nonce: string): Promise<boolean> {
    await this.#db.query('delete from used_login_states where expires_at < now()')
    const inserted = await this.#db.query(
      `insert into used_login_states (state_hash, expires_at) values ($1, now() + make_interval(secs => $2))
       on conflict do nothing returning 1`,
      // As long again as a state may be old: clocks of replicas differ.
      [hash('sha256', nonce, 'base64url'), 2 * LOGIN_STATE_SECONDS],
    )
    return inserted.length === 1
  }
}
