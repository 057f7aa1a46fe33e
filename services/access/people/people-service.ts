import type { Identity } from '../../../plugins/auth/authenticator.ts'
import type { Role } from '../../../plugins/auth/roles.ts'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import { DomainError, invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { AccessChanges } from '../access-changes/access-changes.ts'
import type { AccessLog, Doer } from '../access-log/access-log.ts'
import { demandStillAllowed } from '../caller-memory/still-allowed.ts'
import { foldName, formerName, isFormerName, lookAlike, tidyName } from './person-name.ts'
import type { PersonChanges, PersonDto } from './schemas.ts'
import {
  ADD_PERSON,
  ALL_PEOPLE,
  CANCEL_CODES_BY,
  CANCEL_CODES_OF,
  FORGET_CODES,
  FORGET_DEVICES,
  FORGET_TOKENS_OF,
  FORMER_PEOPLE,
  OTHER_ADMINISTRATOR,
  PERSON_BY_ID,
  PERSON_BY_NAME,
  REVOKE_DEVICES_OF,
  REVOKE_TOKENS_OF,
  SOME_ADMINISTRATORS,
  STORE_PERSON,
} from './statements.ts'
import { subjectOf } from './subject.ts'

/** Whose name is replaced, and by what. */
export interface ForgottenPerson {
  subject: string
  name: string
  /** Only what was written from this time on, as PostgreSQL writes it; null for all of it. */
  since: string | null
}

/** Replaces a person's name elsewhere: in the unit of work that forgets the person, and again later. */
export type Forgetting = (db: Pick<Database, 'query'>, person: ForgottenPerson) => Promise<void>

export interface NewPerson {
  name: string
  role: Role
}

/** People of the service's own, without an identity provider. They are never deleted, since the ledger names them. */
export class PeopleService {
  readonly #db: Database
  readonly #log: AccessLog
  readonly #changes: AccessChanges
  readonly #forgettings: Forgetting[] = []

  constructor(db: Database, log: AccessLog, changes: AccessChanges) {
    this.#db = db
    this.#log = log
    this.#changes = changes
  }

  /** Registers what else has a person's name, and replaces it when the person is forgotten. */
  onForget(forgetting: Forgetting): void {
    this.#forgettings.push(forgetting)
  }

  /** Everybody by name, those who are not active included. */
  async list(): Promise<PersonDto[]> {
    return this.#db.query(ALL_PEOPLE)
  }

  /** @throws DomainError 404 for an unknown id. */
  async get(id: number): Promise<PersonDto> {
    const [person] = await this.#db.query(PERSON_BY_ID, [id])
    if (!person) throw recordNotFound('Person', id)
    return person
  }

  async findByName(name: string): Promise<PersonDto | undefined> {
    const [person] = await this.#db.query(PERSON_BY_NAME, [foldName(name)])
    return person
  }

  /**
   * Sees that a name can be given to somebody: nobody else has one that looks like it.
   *
   * @param except the person who gets another name.
   * @throws DomainError 409.
   */
  async demandFree(name: string, except: number | null = null): Promise<void> {
    const tidy = tidyName(name)
    const others = (await this.list()).filter(({ id }) => id !== except)
    if (isFormerName(tidy) || others.some((other) => lookAlike(other.name, tidy))) throw nameTaken(tidy)
  }

  /** The active administrators, at most two of them. */
  async someAdministrators(): Promise<PersonDto[]> {
    return this.#db.query(SOME_ADMINISTRATORS)
  }

  /** Adds somebody, in the unit of work that is open. @throws DomainError 409 for a name that is taken. */
  async add({ name, role }: NewPerson, doer: Doer): Promise<number> {
    const tidy = tidyName(name)
    return this.#db.transaction(async (unit) => {
      await this.demandFree(tidy)
      const [person] = await named(tidy, unit.query(ADD_PERSON, [tidy, foldName(tidy), role]))
      const id = person?.id ?? 0
      await this.#log.add('person_added', doer, { personId: id, detail: role })
      return id
    })
  }

  /** Replaces the names of forgotten people in what was under way at that time, such as tasks, and was written later. */
  async forgetAgain(): Promise<void> {
    for (const { id, name, since } of await this.#db.query(FORMER_PEOPLE)) {
      for (const forgetting of this.#forgettings) await forgetting(this.#db, { subject: subjectOf(id), name, since })
    }
  }

  /**
   * Changes somebody. Who is not active any more loses every device and access token.
   *
   * @throws DomainError 404 for an unknown id, 409 for a name that is taken, for the last active administrator, and for
   * somebody who is to be forgotten and stays active; 401 or 403 for a caller who may not do this any more.
   */
  async update(id: number, changes: PersonChanges, caller: Identity | null, doer: Doer): Promise<PersonDto> {
    return this.#db.transaction(async (unit) => {
      await demandStillAllowed(unit, caller)
      const before = await this.get(id)
      const forget = changes.forget === true
      const after = {
        name: forget ? formerName(id) : tidyName(changes.name ?? before.name),
        role: changes.role ?? before.role,
        active: changes.active ?? before.active,
      }
      if (forget && after.active) throw invalidOperation(`forget person ${id}`, 'they are active')
      await this.#demandAdministrator(unit, before, after)
      if (!forget && after.name !== before.name) await this.demandFree(after.name, id)
      await named(
        after.name,
        unit.query(STORE_PERSON, [id, after.name, foldName(after.name), after.role, after.active]),
      )
      if (!after.active) {
        for (const statement of [REVOKE_DEVICES_OF, REVOKE_TOKENS_OF, CANCEL_CODES_OF])
          await unit.query(statement, [id])
      }
      // Nobody comes in by somebody who may not let them in any more.
      if (after.role !== before.role) await unit.query(CANCEL_CODES_BY, [id])
      if (forget) await this.#forget(unit, before, after.name)
      await this.#logChanges(before, after, doer, forget)
      unit.afterCommit(() => this.#changes.announce(subjectOf(id)))
      return this.get(id)
    })
  }

  async #demandAdministrator(
    unit: UnitOfWork,
    before: PersonDto,
    after: Pick<PersonDto, 'role' | 'active'>,
  ): Promise<void> {
    const isOne = before.role === 'admin' && before.active
    if (!isOne || (after.role === 'admin' && after.active)) return
    const [other] = await unit.query(OTHER_ADMINISTRATOR, [before.id])
    if (other !== undefined) return
    const what = after.active ? 'demote' : 'deactivate'
    throw invalidOperation(`${what} person ${before.id}`, 'they are the last active administrator')
  }

  async #forget(unit: UnitOfWork, { id, name: formerly }: PersonDto, name: string): Promise<void> {
    await unit.query(FORGET_DEVICES, [id])
    await unit.query(FORGET_TOKENS_OF, [id, name])
    await unit.query(FORGET_CODES, [id])
    await this.#log.forget(id, formerly)
    for (const forgetting of this.#forgettings) await forgetting(unit, { subject: subjectOf(id), name, since: null })
  }

  async #logChanges(
    before: PersonDto,
    after: Pick<PersonDto, 'name' | 'role' | 'active'>,
    doer: Doer,
    forgotten: boolean,
  ): Promise<void> {
    const personId = before.id
    if (after.name !== before.name && !forgotten) await this.#log.add('person_renamed', doer, { personId })
    if (after.role !== before.role) {
      await this.#log.add('role_changed', doer, { personId, detail: `${before.role} to ${after.role}` })
    }
    if (after.active !== before.active) {
      await this.#log.add(after.active ? 'person_activated' : 'person_deactivated', doer, { personId })
    }
    if (forgotten) await this.#log.add('person_forgotten', doer, { personId })
  }
}

async function named<T>(name: string, stored: Promise<T>): Promise<T> {
  try {
    return await stored
  } catch (error) {
    if (violates(error, 'uq_people_folded_name')) throw nameTaken(name)
    throw error
  }
}

/** 409: whoever is known by the name pairs another device with one that is paired, or with a code from the shell. */
function nameTaken(name: string): DomainError {
  return new DomainError(
    409,
    'RESOURCE_CONFLICT',
    `A person with the name ${name} already exists`,
    'Choose another name. Whoever has lost every device gets a code from the shell of the service: npm run cli -- pair --name',
  )
}
