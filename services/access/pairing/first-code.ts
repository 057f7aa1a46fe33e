import type { PeopleService } from '../people/people-service.ts'
import type { PairingService } from './pairing-service.ts'

/**
 * Makes the code that lets the first administrator in.
 *
 * @returns null when there is an active administrator.
 */
export async function firstCode(people: PeopleService, pairing: PairingService): Promise<string | null> {
  if ((await people.someAdministrators()).length > 0) return null
  return pairing.makeTerminalCode({ name: null, role: 'admin', isFirst: true })
}
