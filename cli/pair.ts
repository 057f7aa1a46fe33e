import { ROLES, type Role } from '../plugins/auth/roles.ts'
import { AccessChanges } from '../services/access/access-changes/access-changes.ts'
import { AccessLog } from '../services/access/access-log/access-log.ts'
import { DeviceService } from '../services/access/devices/device-service.ts'
import { pairLinks } from '../services/access/pairing/first-link.ts'
import { PairingService, type TerminalFor } from '../services/access/pairing/pairing-service.ts'
import { showLinks } from '../services/access/pairing/show-link.ts'
import { WrongCodes } from '../services/access/pairing/wrong-codes.ts'
import { PeopleService } from '../services/access/people/people-service.ts'
import type { CommandContext } from './command-context.ts'
import { Refusal, UsageError } from './refusal.ts'

export interface PairOptions {
  /** Of the person whose device is paired; a new one when nobody has it. */
  name: string | undefined
  /** Of a new person. */
  role: string | undefined
}

/** @throws UsageError for something else than a role. */
export function readRole(text: string): Role {
  const role = ROLES.find((each) => each === text)
  if (role === undefined) throw new UsageError(`--role takes one of ${ROLES.join(', ')}`)
  return role
}

async function findTarget(people: PeopleService, { name, role: roleText }: PairOptions): Promise<TerminalFor> {
  const role = roleText === undefined ? undefined : readRole(roleText)
  if (name !== undefined) {
    if (name.trim() === '' || name.length > 100) throw new UsageError('--name takes 1 to 100 characters')
    const person = await people.findByName(name)
    if (person === undefined) return { name, role: role ?? 'admin', isFirst: false }
    if (!person.active) throw new Refusal(`${person.name} is deactivated: an administrator has to activate them first`)
    if (role !== undefined && role !== person.role) {
      throw new Refusal(`${person.name} exists with the role ${person.role}: change it on the page of people`)
    }
    return { personId: person.id }
  }
  const [first, second] = await people.someAdministrators()
  if (first === undefined) return { name: null, role: role ?? 'admin', isFirst: false }
  if (second !== undefined || (role !== undefined && role !== 'admin')) {
    throw new UsageError('--name must say whose device it is: there are several people')
  }
  return { personId: first.id }
}

/** Prints a code that pairs a device at once, with a QR code. It is also the way back for who has lost every device. */
export async function pair({ connection, settings, say }: CommandContext, options: PairOptions): Promise<void> {
  if (settings.authMode !== 'own') {
    throw new Refusal('Devices are paired with AUTH_MODE=own only; set it as the service has it')
  }
  const { db } = connection
  const log = new AccessLog(db)
  const changes = new AccessChanges()
  const people = new PeopleService(db, log, changes)
  const devices = new DeviceService(db, log, changes)
  const pairing = new PairingService({ db, log, people, devices, wrongCodes: new WrongCodes(db, log), isOn: true })
  const code = await pairing.makeTerminalCode(await findTarget(people, options))
  const colours = process.stdout.isTTY === true
  say(await showLinks('Scan the code, or open a link, within 15 minutes:', pairLinks(settings, code), { colours }))
}
