import type { PeopleService } from '../people/people-service.ts'
import { type AddressSettings, linkAddresses, pairPage } from './link-addresses.ts'
import type { PairingService } from './pairing-service.ts'

/** The links to one code, by the addresses of the service. */
export function pairLinks(settings: AddressSettings, code: string): string[] {
  return linkAddresses(settings).map((address) => `${pairPage(address)}#${code}`)
}

/**
 * Makes the code that lets the first administrator in.
 *
 * @returns its links; none when there is an active administrator.
 */
export async function firstLinks(
  people: PeopleService,
  pairing: PairingService,
  settings: AddressSettings,
): Promise<string[]> {
  if ((await people.someAdministrators()).length > 0) return []
  return pairLinks(settings, await pairing.makeTerminalCode({ name: null, role: 'admin', isFirst: true }))
}
