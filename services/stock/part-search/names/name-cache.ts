import type { Database } from '../../../../plugins/database/database.ts'
import { NAMES } from '../statements.ts'
import { Names } from './names.ts'

/** The names of types and sellers as they were read last. Each search finds out whether they still are the same. */
export class NameCache {
  readonly #db: Database
  #names: Names | null = null

  constructor(db: Database) {
    this.#db = db
  }

  /** The names as they were read last. */
  async known(): Promise<Names> {
    return this.#names ?? this.refresh()
  }

  /** Reads the names anew, if they have changed. */
  async refresh(): Promise<Names> {
    const known = this.#names
    const [row] = await this.#db.query(NAMES, [known?.fingerprint ?? ''])
    if (!row) throw new Error('the names of types and sellers were not read')
    if (known && row.types === null) return known
    this.#names = new Names(row.fingerprint, row.types ?? [], row.sellers ?? [])
    return this.#names
  }
}
