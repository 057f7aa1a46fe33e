import { expandRoles, type Role } from '../plugins/auth/roles.ts'
import { TOKEN_SCOPES } from '../plugins/auth/token-scopes.ts'
import { AccessChanges } from '../services/access/access-changes/access-changes.ts'
import { AccessLog } from '../services/access/access-log/access-log.ts'
import { PeopleService } from '../services/access/people/people-service.ts'
import { subjectOf } from '../services/access/people/subject.ts'
import { isVisible } from '../services/access/people/visible-name.ts'
import { MOST_TOKEN_DAYS, TOKEN_NAME_LENGTH } from '../services/access/tokens/schemas.ts'
import { type TokenOwner, TokenService } from '../services/access/tokens/token-service.ts'
import { activePerson, COMMAND_LINE } from './author.ts'
import type { CommandContext } from './command-context.ts'
import { readRole } from './pair.ts'
import { Refusal, UsageError } from './refusal.ts'

export interface CreateTokenOptions {
  /** What the token is for. */
  name: string | undefined
  role: string | undefined
  scope: string | undefined
  /** The person whom it acts for; not set: the command line itself. */
  person: string | undefined
  days: string | undefined
}

/** @throws Refusal when there is no such person, they are deactivated, or their role is below that of the token. */
async function findOwner(people: PeopleService, name: string | undefined, role: Role): Promise<TokenOwner> {
  if (name === undefined) return { ...COMMAND_LINE, personId: null }
  const person = await activePerson(people, name)
  if (!expandRoles([person.role]).includes(role)) {
    throw new Refusal(`${person.name} is ${person.role}: a token of theirs cannot have the role ${role}`)
  }
  return { subject: subjectOf(person.id), name: person.name, personId: person.id }
}

/** Makes an access token, and prints its secret once. */
export async function createToken(
  { connection, settings, say }: CommandContext,
  options: CreateTokenOptions,
): Promise<void> {
  if (!settings.needsSignIn) throw new Refusal('Access tokens need AUTH_MODE=own or OIDC_ENABLED=true')
  const { name, role, scope, person, days } = options
  if (name === undefined || !isVisible(name) || [...name].length > TOKEN_NAME_LENGTH) {
    throw new UsageError(`create-token needs --name with 1 to ${TOKEN_NAME_LENGTH} visible characters`)
  }
  if (role === undefined) throw new UsageError('create-token needs --role')
  const restricted = scope === undefined ? null : TOKEN_SCOPES.find((each) => each === scope)
  if (restricted === undefined) throw new UsageError(`--scope takes one of ${TOKEN_SCOPES.join(', ')}`)
  const expiry = days === undefined ? undefined : Number(days)
  if (expiry !== undefined && !(Number.isInteger(expiry) && expiry >= 1 && expiry <= MOST_TOKEN_DAYS)) {
    throw new UsageError(`--days takes a number from 1 to ${MOST_TOKEN_DAYS}`)
  }
  const { db } = connection
  const [log, changes] = [new AccessLog(db), new AccessChanges()]
  const given = readRole(role)
  const owner = await findOwner(new PeopleService(db, log, changes), person, given)
  const fields = {
    name,
    role: given,
    scope: restricted,
    ...(expiry !== undefined && { expires_in_days: expiry }),
  }
  const token = await new TokenService({ db, log, changes, isOff: false }).add(fields, owner, {
    subject: null,
    address: null,
  })
  say(`Access token, shown once, good until ${token.expires_at}:`)
  say(token.token)
}
