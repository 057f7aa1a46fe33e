import type { Database } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import { recordNotFound, resourceConflict } from '../../../plugins/errors/domain-error.ts'
import type { MappingDto, MappingFields } from './mapping-schemas.ts'
import { ADD_MAPPING, CHANGE_MAPPING, DELETE_MAPPING, MAPPING, MAPPINGS } from './mapping-statements.ts'
import { checkOptions } from './options.ts'
import { toJson } from './to-json.ts'

/** Saved assignments of headers to fields, for files that come again and again. */
export class MappingService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** All mappings by name. */
  async list(): Promise<MappingDto[]> {
    return this.#db.query(MAPPINGS)
  }

  /** @throws DomainError 404 for an unknown id. */
  async get(id: number): Promise<MappingDto> {
    const [mapping] = await this.#db.query(MAPPING, [id])
    if (!mapping) throw recordNotFound('Import mapping', id)
    return mapping
  }

  /** @throws DomainError 409 when the name is taken; RequestValidationError for options of another kind. */
  async add(fields: MappingFields): Promise<MappingDto> {
    const [added] = await this.#named(fields, (values) => this.#db.query(ADD_MAPPING, values))
    if (!added) throw new Error('the mapping was not added')
    return this.get(added.id)
  }

  /** @throws DomainError 404 for an unknown id, 409 when the name is taken; RequestValidationError. */
  async change(id: number, fields: MappingFields): Promise<MappingDto> {
    const [changed] = await this.#named(fields, (values) => this.#db.query(CHANGE_MAPPING, [id, ...values]))
    if (!changed) throw recordNotFound('Import mapping', id)
    return this.get(id)
  }

  /** @throws DomainError 404 for an unknown id. */
  async delete(id: number): Promise<void> {
    const [deleted] = await this.#db.query(DELETE_MAPPING, [id])
    if (!deleted) throw recordNotFound('Import mapping', id)
  }

  /** @param write is given the values of the columns. */
  async #named<T>({ name, kind, columns, options = {} }: MappingFields, write: (values: unknown[]) => Promise<T>) {
    const values = [name.trim(), kind, toJson(columns), toJson(checkOptions(kind, options))]
    try {
      return await write(values)
    } catch (error) {
      if (violates(error, 'uq_import_mappings_name')) throw resourceConflict('import mapping', `name ${name.trim()}`)
      throw error
    }
  }
}
