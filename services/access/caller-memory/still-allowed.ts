import { AuthenticationError, accessDenied } from '../../../plugins/auth/auth-errors.ts'
import type { Identity } from '../../../plugins/auth/authenticator.ts'
import { expandRoles } from '../../../plugins/auth/roles.ts'
import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { LOCK_ACCESS } from '../people/statements.ts'
import { LIVE_CREDENTIALS } from './statements.ts'

/**
 * Looks again at who asks for a change of access, after everybody else's changes of it: whoever was demoted, deactivated or
 * signed out while the request was on its way changes nothing. Call it first in the unit of work.
 *
 * @param caller null, and somebody whom the identity provider knows, are not looked at.
 * @throws AuthenticationError for a device or token that has ended; DomainError 403 for a role that is lower now.
 */
export async function demandStillAllowed(unit: UnitOfWork, caller: Identity | null): Promise<void> {
  await unit.query(LOCK_ACCESS)
  const credential = caller?.credential
  if (!credential) return
  const isDevice = credential.kind === 'device'
  const [live] = await unit.query(LIVE_CREDENTIALS, isDevice ? [[credential.id], []] : [[], [credential.id]])
  if (live === undefined) {
    throw isDevice
      ? new AuthenticationError('This device is not paired any more', { endsSession: true })
      : new AuthenticationError('This access token was revoked')
  }
  if (!expandRoles([live.role]).includes(credential.role)) throw accessDenied('Your role was changed meanwhile')
}
