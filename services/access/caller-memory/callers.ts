import { hash } from 'node:crypto'
import { Counter } from 'prom-client'
import { AuthenticationError } from '../../../plugins/auth/auth-errors.ts'
import type { Credential, Identity } from '../../../plugins/auth/authenticator.ts'
import { expandRoles, ROLES, type Role } from '../../../plugins/auth/roles.ts'
import type { TokenScope } from '../../../plugins/auth/token-scopes.ts'
import type { Database } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import type { Log } from '../../../plugins/log.ts'
import type { AccessLog } from '../access-log/access-log.ts'
import { isDeviceSecret } from '../devices/device-secret.ts'
import { subjectOf } from '../people/subject.ts'
import { secretHash } from '../secret-hash.ts'
import { WrongTokens } from '../sign-in-limit/wrong-tokens.ts'
import { isTokenSecret } from '../tokens/token-secret.ts'
import { CallerMemory } from './caller-memory.ts'
import { DEVICE_CALLER, TOKEN_CALLER, TOUCH_DEVICE, TOUCH_TOKEN } from './statements.ts'

const ACCESS_TOKENS_USED_TOTAL = new Counter({
  name: 'access_tokens_used_total',
  help: 'Requests with an access token of this service, by what the token is restricted to and what became of it',
  labelNames: ['scope', 'outcome'] as const,
})

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Somebody who is remembered. */
interface Remembered {
  identity: Identity
  id: number
  /** Milliseconds since 1970. */
  expiresAt: number
  /** The minute in which its use was noted last. */
  notedMinute: number
  /** What a token is refused for; null for one that is good. */
  refusal: 'revoked' | 'owner_inactive' | null
}

const NOT_PAIRED = 'This device is not paired any more'
/** Cookies that are looked at: a browser has one of one name for each path above the address at most. */
const MOST_COOKIES = 8

/** A paired device, whose cookie may be due to be renewed. */
export interface KnownDevice {
  secret: string
  identity: Identity
  renew: boolean
}

export interface CallersOptions {
  db: Database
  accessLog: AccessLog
  sessionDays: number
  log: Pick<Log, 'warn'>
}

/** Tells who paired devices and access tokens belong to. */
export class Callers {
  /** Emptied by each change of access. */
  readonly memory: CallerMemory<Remembered>
  readonly #options: CallersOptions
  readonly #wrongTokens: WrongTokens

  constructor(options: CallersOptions) {
    this.#options = options
    this.#wrongTokens = new WrongTokens(options.db, options.accessLog)
    this.memory = new CallerMemory(options.db)
  }

  /**
   * Who a paired device belongs to.
   *
   * @returns the identity, and whether the device's cookie is to be renewed.
   * @throws AuthenticationError 401 for a device that is not paired, or not any more.
   */
  async device(secret: string, address: string): Promise<{ identity: Identity; renew: boolean }> {
    const key = keyOf('device', secret)
    const found = this.memory.peek(key) ?? (await this.memory.find(key, () => this.#loadDevice(secret)))
    if (found === null || found.expiresAt <= Date.now()) {
      throw new AuthenticationError(NOT_PAIRED, { endsSession: true })
    }
    if (!isNoteDue(found)) return { identity: found.identity, renew: false }
    const noted = await this.#note(() => this.#options.db.query(TOUCH_DEVICE, [found.id, address]))
    if (noted !== undefined) found.expiresAt = Date.now() + this.#options.sessionDays * DAY_MS
    return { identity: found.identity, renew: noted?.[0]?.renewed ?? false }
  }

  /**
   * Who the one device belongs to that is known here. A browser may send further cookies: that of another service on this
   * host, or one of another path that has ended. It sends the one of the longest path first.
   *
   * @param secrets of all cookies, different ones.
   * @throws AuthenticationError 401 when none of them is of a paired device, or several are: one of them may have been planted.
   */
  async oneDevice(secrets: readonly string[], address: string): Promise<KnownDevice> {
    const known = await this.devices(secrets, address)
    const [one, ...others] = known
    if (one !== undefined && others.length === 0) return one
    const message = one === undefined ? NOT_PAIRED : 'There are several cookies of devices'
    throw new AuthenticationError(message, { endsSession: true })
  }

  /** Everybody whose paired device is among the cookies. What is no secret of a device is left out at once. */
  async devices(secrets: readonly string[], address: string): Promise<KnownDevice[]> {
    const known: KnownDevice[] = []
    for (const secret of secrets.filter(isDeviceSecret).slice(0, MOST_COOKIES)) {
      try {
        known.push({ secret, ...(await this.device(secret, address)) })
      } catch (error) {
        if (!(error instanceof AuthenticationError)) throw error
      }
    }
    return known
  }

  /**
   * Who an access token acts for. What it is refused for is counted here, its use by `countUse`.
   *
   * @param again whether the same request is looked at once more, and is not counted again.
   * @throws AuthenticationError 401 for a token that is wrong or has ended, DomainError 429 after too many wrong ones.
   */
  async token(secret: string, address: string, again = false): Promise<Identity> {
    const refused = (scope: TokenScope | 'unknown' | null, outcome: Outcome, message: string) => {
      if (!again) countToken(scope, outcome)
      return new AuthenticationError(message)
    }
    const key = keyOf('token', secret)
    const found = this.memory.peek(key) ?? (await this.#findToken(secret, key))
    if (found === null) {
      // Only wrong ones are limited: no program holds up another one of its address.
      this.#wrongTokens.demandRoom(address)
      await this.#wrongTokens.add(address)
      throw refused('unknown', 'unknown', 'This access token is not valid')
    }
    const scope = found.identity.credential?.scope ?? null
    if (found.refusal !== null) throw refused(scope, found.refusal, 'This access token was revoked')
    if (found.expiresAt <= Date.now()) throw refused(scope, 'expired', 'This access token has expired')
    if (isNoteDue(found)) await this.#note(() => this.#options.db.query(TOUCH_TOKEN, [found.id, address]))
    return found.identity
  }

  /** Counts a request with a good token, by whether the token is for its route. */
  countUse(scope: TokenScope | null, isInScope: boolean): void {
    countToken(scope, isInScope ? 'accepted' : 'out_of_scope')
  }

  async #loadDevice(secret: string): Promise<Remembered | null> {
    const [row] = await this.#options.db.query(DEVICE_CALLER, [secretHash(secret), this.#options.sessionDays])
    if (row === undefined) return null
    const { id, person_id: personId, name, role } = row
    return {
      id,
      expiresAt: row.expires_at * 1000,
      notedMinute: 0,
      refusal: null,
      identity: {
        subject: subjectOf(personId),
        email: null,
        name,
        roles: expandRoles([role]),
        credential: { kind: 'device', id, personId, role, scope: null },
      },
    }
  }

  async #loadToken(secret: string): Promise<Remembered | null> {
    const [row] = await this.#options.db.query(TOKEN_CALLER, [secretHash(secret)])
    if (row === undefined) return null
    const role = lowerRole(row.role, row.owner_role ?? row.role)
    return {
      id: row.id,
      expiresAt: row.expires_at * 1000,
      notedMinute: 0,
      refusal: row.revoked ? 'revoked' : row.owner_inactive ? 'owner_inactive' : null,
      identity: {
        subject: row.owner_subject,
        email: null,
        name: nameOfToken(row),
        roles: expandRoles([role]),
        credential: { kind: 'token', id: row.id, personId: row.person_id, role, scope: row.scope },
      },
    }
  }

  /** Only a token that can be one is looked for. */
  async #findToken(secret: string, key: string): Promise<Remembered | null> {
    return isTokenSecret(secret) ? this.memory.find(key, () => this.#loadToken(secret)) : null
  }

  /** Notes a use. That it cannot be noted refuses nobody. */
  async #note<T>(write: () => Promise<T>): Promise<T | undefined> {
    return write().catch((err: unknown) => {
      this.#options.log.warn({ err }, 'the use of a device or token was not noted')
      return undefined
    })
  }
}

/** What a caller is remembered by; the secret itself is not kept. A token is no device, whatever it is sent as. */
function keyOf(kind: Credential['kind'], secret: string): string {
  return kind + hash('sha256', secret, 'base64url')
}

/** Whether a use is to be noted: the first of a minute. It counts as noted from now on. */
function isNoteDue(caller: Remembered): boolean {
  const minute = Math.floor(Date.now() / MINUTE_MS)
  if (caller.notedMinute === minute) return false
  caller.notedMinute = minute
  return true
}

/** The ledger names both the owner and the token. */
function nameOfToken({ name, owner_name, owner_subject }: RowOf<typeof TOKEN_CALLER>): string {
  return `${owner_name ?? owner_subject} (token ${name})`
}

function lowerRole(a: Role, b: Role): Role {
  return ROLES.indexOf(a) > ROLES.indexOf(b) ? a : b
}

type Outcome = 'accepted' | 'out_of_scope' | 'unknown' | 'expired' | 'revoked' | 'owner_inactive'

function countToken(scope: TokenScope | 'unknown' | null, outcome: Outcome): void {
  ACCESS_TOKENS_USED_TOTAL.inc({ scope: scope ?? 'all', outcome })
}
