import type { Database } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import { recordNotFound, resourceInUse } from '../../../plugins/errors/domain-error.ts'
import { PartType } from './entities.ts'
import type { PartTypeDto } from './schemas.ts'

const COLUMNS = 't.id, t.name, iso_utc(t.created_at) as created_at, iso_utc(t.updated_at) as updated_at'

/** The kinds of parts: a flat list of unique names. */
export class TypeService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** All types by name, each with the number of its parts when `withStats` is set. */
  async list({ withStats }: { withStats: boolean }): Promise<PartTypeDto[]> {
    if (!withStats) return this.#db.query(`select ${COLUMNS} from types t order by t.name, t.id`)
    return this.#db.query(
      `select ${COLUMNS}, count(p.id) as part_count
         from types t left join parts p on p.type_id = t.id
        group by t.id order by t.name, t.id`,
    )
  }

  /** @throws DomainError 404 for an unknown id. */
  async get(id: number): Promise<PartTypeDto> {
    const [type] = await this.#db.query<PartTypeDto>(`select ${COLUMNS} from types t where t.id = $1`, [id])
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
      const deleted = await this.#db.query('delete from types where id = $1 returning id', [id])
      if (deleted.length === 0) throw recordNotFound('Type', id)
    } catch (error) {
      if (violates(error, 'fk_parts_type')) throw resourceInUse('Type', id, 'it is being used by existing parts')
      throw error
    }
  }
}
