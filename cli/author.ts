import { expandRoles } from '../plugins/auth/roles.ts'
import { AccessChanges } from '../services/access/access-changes/access-changes.ts'
import { AccessLog } from '../services/access/access-log/access-log.ts'
import { PeopleService } from '../services/access/people/people-service.ts'
import type { PersonDto } from '../services/access/people/schemas.ts'
import { subjectOf } from '../services/access/people/subject.ts'
import { type Author, NOBODY } from '../services/stock/operations/operation.ts'
import type { CommandContext } from './command-context.ts'
import { Refusal } from './refusal.ts'

/** Who does what nobody who is signed in does. */
export const COMMAND_LINE = { subject: 'command-line', name: 'Command line' } as const

/** @throws Refusal when nobody has the name, or the person is deactivated. */
export async function activePerson(people: PeopleService, name: string): Promise<PersonDto> {
  const person = await people.findByName(name)
  if (person === undefined) throw new Refusal(`There is no person with the name ${name}`)
  if (!person.active) throw new Refusal(`${person.name} is deactivated: an administrator has to activate them first`)
  return person
}

/**
 * Who stands in the history for what a command changes: the named person, else the command line itself; without sign-in nobody.
 *
 * @param name of a person of the service, as the command line has it.
 * @throws Refusal for a person who may not change anything, and for any person where the service has none of its own.
 */
export async function authorOfCommand(
  { settings, connection: { db } }: CommandContext,
  name: string | null,
): Promise<Author> {
  if (name === null) return settings.needsSignIn ? COMMAND_LINE : NOBODY
  if (settings.authMode !== 'own')
    throw new Refusal('--as names a person of AUTH_MODE=own; set it as the service has it')
  const person = await activePerson(new PeopleService(db, new AccessLog(db), new AccessChanges()), name)
  if (!expandRoles([person.role]).includes('editor')) {
    throw new Refusal(`${person.name} is ${person.role}: who changes something has the role editor or admin`)
  }
  return { subject: subjectOf(person.id), name: person.name }
}
