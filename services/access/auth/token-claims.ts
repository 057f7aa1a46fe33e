import type { JWTPayload } from 'jose'
import type { Identity } from '../../../plugins/auth/authenticator.ts'
import { expandRoles } from '../../../plugins/auth/roles.ts'
import { isVisible, seenName } from '../people/visible-name.ts'

const SUBJECT_LENGTH = 255
const EMAIL_LENGTH = 320
const NAME_LENGTH = 200

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined
}

function rolesIn(access: unknown): string[] {
  const roles = field(access, 'roles')
  return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : []
}

/** People write their own names and addresses at many providers. */
function textOf(value: unknown, maxLength: number): string | null {
  return typeof value === 'string' ? seenName(value, maxLength) : null
}

/**
 * Whether a subject can be kept as it is (OpenID Connect Core, section 2, wants 255 characters of ASCII at most). It stands
 * for a person without a name, so people have to see it, and to tell it from others.
 */
export function isSubject(subject: string): boolean {
  return subject.length <= SUBJECT_LENGTH && isVisible(subject) && !/\p{Cs}/u.test(subject)
}

/**
 * The user of a verified access token. Roles are those of the realm and of the audience, where Keycloak puts them; values
 * of another shape are ignored.
 */
export function identityOf(subject: string, claims: JWTPayload, audience: string): Identity {
  return {
    subject,
    email: textOf(claims.email, EMAIL_LENGTH),
    name: textOf(claims.name, NAME_LENGTH),
    roles: expandRoles([...rolesIn(claims.realm_access), ...rolesIn(field(claims.resource_access, audience))]),
  }
}
