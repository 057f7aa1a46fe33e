import type { Database } from '../../../plugins/database/database.ts'
import { MAX_TYPE_NAMES } from './normalisation.ts'
import { plainText } from './plain-text.ts'

/** A category as a page shows it: one of the types, or the name of one that the user may create. */
export interface ResolvedType {
  type: string | null
  type_is_existing: boolean
  existing_type_id: number | null
}

const PROPOSAL = 'Proposed:'
const MAX_NAME = 100

/** The types of the inventory, for those who look for the one that a part is of. */
export class PartTypes {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** The names of the types, sorted, for a prompt: if there are too many, those of the most parts. */
  async names(): Promise<string[]> {
    const rows = await this.#db.query<{ name: string }>(
      `select name from (
         select t.name from types t left join parts p on p.type_id = t.id
          group by t.id order by count(p.id) desc, t.name limit $1
       ) used order by name`,
      [MAX_TYPE_NAMES],
    )
    return rows.map(({ name }) => name)
  }

  /**
   * Finds the type that a model means; none is created.
   *
   * @param category a name in whatever case, or a new one behind `Proposed:`.
   */
  async resolve(category: string | null): Promise<ResolvedType> {
    const given = category?.trim() ?? ''
    const name = plainText(given.startsWith(PROPOSAL) ? given.slice(PROPOSAL.length) : given, MAX_NAME)
    if (name === null) return { type: null, type_is_existing: false, existing_type_id: null }
    const [existing] = await this.#db.query<{ id: number }>(
      'select id from types where lower(name) = lower($1) order by name = $1 desc, id limit 1',
      [name],
    )
    return { type: name, type_is_existing: existing !== undefined, existing_type_id: existing?.id ?? null }
  }
}
