import type { Database } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import { recordNotFound, resourceInUse } from '../../../plugins/errors/domain-error.ts'
import { PartType } from './entities.ts'
import type { PartTypeDto } from './schemas.ts'
import { ALL_TYPES, ALL_TYPES_WITH_COUNTS, DELETE_TYPE, TYPE_BY_ID } from './statements.ts'

/** The kinds of parts: a flat list of unique names. */
export class TypeService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** All types by name, each with the number of its parts when `withStats` is set. */
  async list({ withStats }: { withStats: boolean }): Promise<PartTypeDto[]> {
    return withStats ? this.#db.query(ALL_TYPES_WITH_COUNTS) : this.#db.query(ALL_TYPES)
  }

  /** @throws DomainError 404 for an unknown id. */
  async get(id: number): Promise<PartTypeDto> {
    const [type] = await this.#db.query(TYPE_BY_ID, [id])
    if (!type) throw recordNotFound('Type', id)
    return type
  }

  /** Stores a new type. A name that is taken or blank is refused by the database. */
  async create(name: string): Promise<PartTypeDto> {
    return this.#db.transaction(async ({ em }) => {
      const type = em.create(PartType, { name })
      await em.flush()
      return this.get(type.id)
    })
  }

  /**
   * Renames a type; its parts stay attached.
   *
   * @throws DomainError 404 for an unknown id.
   */
  async rename(id: number, name: string): Promise<PartTypeDto> {
    return this.#db.transaction(async ({ em }) => {
      const type = await em.findOne(PartType, { id })
      if (!type) throw recordNotFound('Type', id)
      type.name = name
      await em.flush()
      return this.get(id)
    })
  }

  /** @throws DomainError 404 for an unknown id, 409 while parts have the type. */
  async delete(id: number): Promise<void> {
    try {
      const deleted = await this.#db.query(DELETE_TYPE, [id])
      if (deleted.length === 0) throw recordNotFound('Type', id)
    } catch (error) {
      if (violates(error, 'fk_parts_type')) throw resourceInUse('Type', id, 'it is being used by existing parts')
      throw error
    }
  }
}
