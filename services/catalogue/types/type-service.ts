import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import type { Versioned } from '../../../plugins/entity-tags/entity-tag.ts'
import type { Precondition } from '../../../plugins/entity-tags/precondition.ts'
import { recordNotFound, resourceInUse } from '../../../plugins/errors/domain-error.ts'
import { PartType } from './entities.ts'
import type { PartTypeDto } from './schemas.ts'
import { ALL_TYPES, DELETE_TYPE, LOCK_TYPE_FIELDS, TYPE_BY_ID } from './statements.ts'

/** The kinds of parts: a flat list of unique names. */
export class TypeService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** All types by name. */
  async list(): Promise<PartTypeDto[]> {
    return this.#db.query(ALL_TYPES)
  }

  /** @throws DomainError 404 for an unknown id. */
  async get(id: number): Promise<PartTypeDto & Versioned> {
    const [type] = await this.#db.query(TYPE_BY_ID, [id])
    if (!type) throw recordNotFound('Type', id)
    return type
  }

  /** Stores a new type. A name that is taken or blank is refused by the database. */
  async create(name: string): Promise<PartTypeDto & Versioned> {
    return this.#db.transaction(async (unit) => {
      const type = unit.em.create(PartType, { name })
      await unit.em.flush()
      unit.announce({ kind: 'type', id: String(type.id) })
      return this.get(type.id)
    })
  }

  /**
   * Renames a type; its parts stay attached.
   *
   * @throws DomainError 404 for an unknown id; StaleVersionError.
   */
  async rename(id: number, name: string, precondition: Precondition | null = null): Promise<PartTypeDto & Versioned> {
    return this.#db.transaction(async (unit) => {
      const { em } = unit
      if (precondition !== null) await demandVersion(unit, id, precondition)
      const type = await em.findOne(PartType, { id })
      if (!type) throw recordNotFound('Type', id)
      type.name = name
      await em.flush()
      unit.announce({ kind: 'type', id: String(id) })
      return this.get(id)
    })
  }

  /** @throws DomainError 404 for an unknown id, 409 while parts have the type; StaleVersionError. */
  async delete(id: number, precondition: Precondition | null = null): Promise<void> {
    try {
      if (precondition === null) await this.#delete(id)
      else
        await this.#db.transaction(async (unit) => {
          await demandVersion(unit, id, precondition)
          await this.#delete(id)
        })
    } catch (error) {
      if (violates(error, 'fk_parts_type')) throw resourceInUse('Type', id, 'it is being used by existing parts')
      throw error
    }
  }

  async #delete(id: number): Promise<void> {
    const deleted = await this.#db.query(DELETE_TYPE, [id])
    if (deleted.length === 0) throw recordNotFound('Type', id)
  }
}

async function demandVersion(unit: UnitOfWork, id: number, precondition: Precondition): Promise<void> {
  const [type] = await unit.query(LOCK_TYPE_FIELDS, [id])
  if (!type) throw recordNotFound('Type', id)
  precondition.demand(type)
}
