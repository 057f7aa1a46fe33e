import { hash } from 'node:crypto'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Database } from '../../../plugins/database/database.ts'
import { invalidRequest } from '../../../plugins/errors/domain-error.ts'
import { Sealer, type SecretKeys } from './sealer.ts'
import { DELETE_EXPIRED_LOGIN_STATES, USE_LOGIN_STATE } from './statements.ts'

/** Seconds that a sign-in may take. */
export const LOGIN_STATE_SECONDS = 600

const LoginState = Type.Object({
  codeVerifier: Type.String({ minLength: 43 }),
  nonce: Type.String({ minLength: 1 }),
  redirect: Type.String({ minLength: 1 }),
})
const TimedState = Type.Object({ createdAt: Type.Number() })

/** Data of a sign-in that is needed when the browser returns from the identity provider. */
export type LoginState = Type.Static<typeof LoginState>

/** Identifies a state without revealing it. */
export function hashOfState(sealed: string): string {
  return hash('sha256', sealed, 'base64url')
}

function invalidState() {
  return invalidRequest('Invalid or expired authentication state')
}

/**
 * The states of sign-ins in progress. The browser carries them, encrypted; the service stores only which have been used,
 * so that each works once.
 */
export class LoginStates {
  readonly #sealer: Sealer
  readonly #db: Database

  constructor(keys: SecretKeys, db: Database) {
    this.#sealer = new Sealer(keys, 'login state')
    this.#db = db
  }

  async seal(state: LoginState): Promise<string> {
    return this.#sealer.seal({ ...state, createdAt: Date.now() })
  }

  /**
   * Decrypts a state and marks it as used.
   *
   * @throws DomainError 400 when it was not sealed by this service, or is too old, incomplete or used already.
   */
  async use(sealed: string): Promise<LoginState> {
    const state = await this.#sealer.open(sealed)
    if (state === undefined) throw invalidState()
    if (!Value.Check(LoginState, state) || !Value.Check(TimedState, state)) {
      throw invalidRequest('Malformed authentication state')
    }
    const age = (Date.now() - state.createdAt) / 1000
    if (age > LOGIN_STATE_SECONDS || !(await this.#markUsed(state.nonce))) throw invalidState()
    return state
  }

  async #markUsed(nonce: string): Promise<boolean> {
    await this.#db.query(DELETE_EXPIRED_LOGIN_STATES)
    const inserted = await this.#db.query(
      USE_LOGIN_STATE,
      // Twice the greatest age of a state, because clocks of replicas differ.
      [hash('sha256', nonce, 'base64url'), 2 * LOGIN_STATE_SECONDS],
    )
    return inserted.length === 1
  }
}
