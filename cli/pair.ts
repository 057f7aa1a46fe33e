import { ROLES, type Role } from '../plugins/auth/roles.ts'
import { AccessChanges } from '../services/access/access-changes/access-changes.ts'
import { AccessLog } from '../services/access/access-log/access-log.ts'
import { DeviceService } from '../services/access/devices/device-service.ts'
import { pairLinks } from '../services/access/pairing/link-addresses.ts'
import { readListening } from '../services/access/pairing/listening.ts'
import { PairingService, type TerminalFor } from '../services/access/pairing/pairing-service.ts'
import { showLinks } from '../services/access/pairing/show-link.ts'
import { showWithoutPages } from '../services/access/pairing/without-pages.ts'
import { WrongCodes } from '../services/access/pairing/wrong-codes.ts'
import { PeopleService } from '../services/access/people/people-service.ts'
import { tidyName } from '../services/access/people/person-name.ts'
import { NAME_LENGTH, type PersonDto } from '../services/access/people/schemas.ts'
import { isVisible } from '../services/access/people/visible-name.ts'
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

/** For whom a code is, and what is said about it. */
interface Target {
  target: TerminalFor
  words: string
}

async function activePeople(people: PeopleService): Promise<PersonDto[]> {
  return (await people.list()).filter(({ active }) => active)
}

function listed(people: readonly PersonDto[]): string {
  return people.map(({ name, role }) => `${name} (${role})`).join(', ')
}

/** Who is there, for somebody who has named nobody of them. */
async function describePeople(people: PeopleService): Promise<string> {
  const there = await activePeople(people)
  return there.length === 0 ? 'There is nobody yet' : `There are ${listed(there)}`
}

/** A name as a shell takes it. */
function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`
}

/** What is answered when it is not clear whose device it is: what to type for each who may be meant. */
async function unclear(people: PeopleService): Promise<Refusal> {
  const there = await activePeople(people)
  const administrators = there.filter(({ role }) => role === 'admin')
  const others = there.filter(({ role }) => role !== 'admin')
  return new Refusal(
    [
      `Whose device is it? ${administrators.length === 1 ? 'The administrator is' : 'The administrators are'}`,
      ...administrators.map(({ name }) => `  --name ${quoted(name)}`),
      ...(others.length === 0 ? [] : [`Others are named in the same way: ${listed(others)}.`]),
      `For somebody new add --name NAME --role ${ROLES.join('|')}`,
    ].join('\n'),
  )
}

async function findTarget(people: PeopleService, { name, role: roleText }: PairOptions): Promise<Target> {
  const role = roleText === undefined ? undefined : readRole(roleText)
  if (name !== undefined) {
    if (!isVisible(name) || [...name].length > NAME_LENGTH) {
      throw new UsageError(`--name takes 1 to ${NAME_LENGTH} visible characters`)
    }
    const person = await people.findByName(name)
    if (person === undefined) {
      if (role === undefined) {
        const there = await describePeople(people)
        throw new Refusal(`Nobody has the name ${name}. ${there}. For somebody new add --role ${ROLES.join('|')}`)
      }
      await people.demandFree(name)
      return { target: { name, role, isFirst: false }, words: `${tidyName(name)}, a new person with the role ${role}` }
    }
    if (!person.active) throw new Refusal(`${person.name} is deactivated: an administrator has to activate them first`)
    if (role !== undefined && role !== person.role) {
      throw new Refusal(`${person.name} exists with the role ${person.role}: change it on the page of people`)
    }
    return known(person)
  }
  const [first, second] = await people.someAdministrators()
  if (first === undefined) {
    const newRole = role ?? 'admin'
    return { target: { name: null, role: newRole, isFirst: true }, words: `a new person with the role ${newRole}` }
  }
  if (second !== undefined || (role !== undefined && role !== 'admin')) throw await unclear(people)
  return known(first)
}

function known({ id, name, role }: PersonDto): Target {
  return { target: { personId: id }, words: `a device of ${name}, who has the role ${role}` }
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
  const { target, words } = await findTarget(people, options)
  const code = await pairing.makeTerminalCode(target, { replaces: true })
  const colours = process.stdout.isTTY === true
  // A service that runs may have other settings than this command.
  const running = await readListening(settings.dataDir)
  const { pages = 'served' } = running ?? {}
  if (pages !== 'served') {
    say(showWithoutPages(`For ${words}.`, code, pages))
    return
  }
  const heading = `For ${words}. Scan the code, or open a link, within 15 minutes:`
  say(await showLinks(heading, pairLinks(running ?? settings, code), { colours }))
  say('If browsers reach the service at another address, open /pair there and enter the code:')
  say(`  ${code}`)
}
