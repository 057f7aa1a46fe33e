import { accessDenied } from '../../../plugins/auth/auth-errors.ts'
import type { Identity } from '../../../plugins/auth/authenticator.ts'
import type { Role } from '../../../plugins/auth/roles.ts'
import type { Database } from '../../../plugins/database/database.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { AccessChanges } from '../access-changes/access-changes.ts'
import type { AccessLog, Doer } from '../access-log/access-log.ts'
import { demandStillAllowed } from '../caller-memory/still-allowed.ts'
import { tidyName } from '../people/person-name.ts'
import { secretHash } from '../secret-hash.ts'
import { type AccessTokenDto, type AccessTokenFields, DEFAULT_TOKEN_DAYS, type NewAccessTokenDto } from './schemas.ts'
import { ADD_TOKEN, REVOKE_TOKEN, TOKEN_BY_ID, TOKENS_OF } from './statements.ts'
import { newTokenSecret } from './token-secret.ts'

export interface TokenServiceParts {
  db: Database
  log: AccessLog
  changes: AccessChanges
  /** Whether sign-in is off: a token has no meaning then. */
  isOff: boolean
}

/** Whom a token acts for. */
export interface TokenOwner {
  subject: string
  name: string | null
  /** Null for somebody whom the identity provider knows. */
  personId: number | null
}

/** Tokens with which programs act for somebody. Their secrets are shown once and stored as hashes. */
export class TokenService {
  readonly #db: Database
  readonly #log: AccessLog
  readonly #changes: AccessChanges
  readonly #isOff: boolean

  constructor({ db, log, changes, isOff }: TokenServiceParts) {
    this.#db = db
    this.#log = log
    this.#changes = changes
    this.#isOff = isOff
  }

  /** The tokens of who asks, those of everybody for administrators. The ones that have expired are among them. */
  async list(caller: Identity | null): Promise<AccessTokenDto[]> {
    const everybody = caller === null || caller.roles.includes('admin')
    return this.#db.query(TOKENS_OF, [everybody ? null : caller.subject])
  }

  /**
   * Makes a token for who asks.
   *
   * @throws DomainError 403 for a role above the caller's, and for a caller who shows a token; 409 while sign-in is off.
   */
  async create(fields: AccessTokenFields, caller: Identity | null, doer: Doer): Promise<NewAccessTokenDto> {
    if (this.#isOff || caller === null) throw invalidOperation('make an access token', 'sign-in is off (AUTH_MODE)')
    // Otherwise the end of a token would not be the end of who has it.
    if (caller.credential?.kind === 'token') throw accessDenied('An access token cannot make access tokens')
    demandRole(caller, fields.role)
    const { subject, name, credential } = caller
    const owner = { subject, name, personId: credential?.personId ?? null }
    return this.#db.transaction(async (unit) => {
      await demandStillAllowed(unit, caller)
      return this.add(fields, owner, doer)
    })
  }

  /** Makes a token for somebody, whoever asks: the command line does. */
  async add(fields: AccessTokenFields, owner: TokenOwner, doer: Doer): Promise<NewAccessTokenDto> {
    const { name, role, scope = null, expires_in_days: days = DEFAULT_TOKEN_DAYS } = fields
    const token = newTokenSecret()
    return this.#db.transaction(async (unit) => {
      const values = [tidyName(name), role, scope, owner.personId, owner.subject, owner.name, days]
      const [added] = await unit.query(ADD_TOKEN, [secretHash(token), ...values])
      const id = added?.id ?? 0
      await this.#log.add('token_created', doer, { personId: owner.personId, tokenId: id, detail: role })
      const [row] = await unit.query(TOKEN_BY_ID, [id])
      if (row === undefined) throw recordNotFound('Access token', id)
      return { ...row, token }
    })
  }

  /** Ends a token. @throws DomainError 404 for one of somebody else, unless an administrator asks. */
  async revoke(id: number, caller: Identity | null, doer: Doer): Promise<void> {
    await this.#db.transaction(async (unit) => {
      await demandStillAllowed(unit, caller)
      const [token] = await unit.query(TOKEN_BY_ID, [id])
      const mayKnow = caller === null || caller.roles.includes('admin') || token?.owner_subject === caller.subject
      if (token === undefined || !mayKnow) throw recordNotFound('Access token', id)
      const [ended] = await unit.query(REVOKE_TOKEN, [id])
      if (ended) await this.#log.add('token_revoked', doer, { personId: ended.person_id, tokenId: id })
      unit.afterCommit(() => this.#changes.announce(token.owner_subject))
    })
  }
}

function demandRole(caller: Identity, role: Role): void {
  if (!caller.roles.includes(role)) throw accessDenied('An access token cannot have a role above your own')
}
