import type { Database } from '../../../plugins/database/database.ts'
import { foldName } from '../../catalogue/search-rules/text/fold.ts'
import type { SoughtCompletion } from './probe.ts'
import { NAMES_OF_NEWEST } from './statements.ts'

export type NamedColumn = NonNullable<SoughtCompletion['column']>

/** A value of a column of parts. */
export interface CommonName {
  name: string
  /** As `foldName` gives it. */
  folded: string
  /** Parts that had it. */
  parts: readonly number[]
}

/**
 * Makers, packages and tags that parts had lately, to complete what many parts have without looking at all of them. It is
 * asked of each name that is shown whether one of its parts still has it.
 */
export class CommonNames {
  readonly #db: Database
  #names = new Map<NamedColumn, CommonName[]>()

  constructor(db: Database) {
    this.#db = db
  }

  /** Reads them from the newest parts. */
  async refresh(): Promise<void> {
    const rows = await this.#db.query(NAMES_OF_NEWEST)
    this.#names = new Map()
    for (const { column, name, parts } of rows) {
      const known = this.#names.get(column) ?? []
      known.push({ name, folded: foldName(name), parts })
      this.#names.set(column, known)
    }
    for (const known of this.#names.values()) known.sort((a, b) => a.name.length - b.name.length)
  }

  /** Names of a column, short ones first. */
  of(column: NamedColumn): readonly CommonName[] {
    return this.#names.get(column) ?? []
  }
}
