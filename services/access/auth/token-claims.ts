import type { JWTPayload } from 'jose'
import type { Identity } from '../../../plugins/auth/authenticator.ts'
import { expandRoles } from '../../../plugins/auth/roles.ts'

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined
}

function rolesIn(access: unknown): string[] {
  const roles = field(access, 'roles')
  return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : []
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/**
 * The user of a verified access token. Roles are those of the realm and of the audience, where Keycloak puts them; values
 * of another shape are ignored.
 */
export function identityOf(subject: string, claims: JWTPayload, audience: string): Identity {
  return {
    subject,
    email: textOf(claims.email),
    name: textOf(claims.name),
    roles: expandRoles([...rolesIn(claims.realm_access), ...rolesIn(field(claims.resource_access, audience))]),
  }
}
