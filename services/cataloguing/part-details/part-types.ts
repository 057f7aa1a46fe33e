import type { Database } from '../../../plugins/database/database.ts'
import { MAX_TYPE_NAMES } from './normalisation.ts'
import { plainText } from './plain-text.ts'
import { TYPE_BY_NAME, TYPE_NAMES } from './statements.ts'

/** The type of a proposal: an existing one, or the name of one that the user may create. */
export interface ResolvedType {
  type: string | null
  type_is_existing: boolean
  existing_type_id: number | null
}

const PROPOSAL = 'Proposed:'
const MAX_NAME = 100

/** The types of the inventory, for prompts and answers of models. */
export class PartTypes {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** The names of the types for a prompt, sorted; when there are too many, those with the most parts. */
  async names(): Promise<string[]> {
    const rows = await this.#db.query(TYPE_NAMES, [MAX_TYPE_NAMES])
    return rows.map(({ name }) => name)
  }

  /**
   * Finds the type that a model has named; none is created.
   *
   * @param category a name in whatever case, or a new one behind `Proposed:`.
   */
  async resolve(category: string | null): Promise<ResolvedType> {
    const given = category?.trim() ?? ''
    const name = plainText(given.startsWith(PROPOSAL) ? given.slice(PROPOSAL.length) : given, MAX_NAME)
    if (name === null) return { type: null, type_is_existing: false, existing_type_id: null }
    const [existing] = await this.#db.query(TYPE_BY_NAME, [name])
    return { type: name, type_is_existing: existing !== undefined, existing_type_id: existing?.id ?? null }
  }
}
