import type { UnitOfWork } from '../../plugins/database/database.ts'
import type { Statement } from '../../plugins/database/statement.ts'
import { invalidOperation } from '../../plugins/errors/domain-error.ts'

/** Ids by natural key; an unknown key is an error. */
export class References<Key> {
  readonly #noun: string
  readonly #ids: ReadonlyMap<Key, number>

  /** @param noun what the keys name, for the message: "part". */
  constructor(noun: string, ids: ReadonlyMap<Key, number>) {
    this.#noun = noun
    this.#ids = ids
  }

  /** @throws DomainError 409 that names the key and the entry that uses it. */
  get(key: Key, entry: string): number {
    const id = this.#ids.get(key)
    if (id === undefined) throw invalidOperation('load sample data', `unknown ${this.#noun} '${key}' in ${entry}`)
    return id
  }
}

/** Inserts rows given as objects, with a statement of `insertStatement`. @returns their ids, in the order of the rows. */
export async function insertRows(
  unit: UnitOfWork,
  insert: Statement<{ id: number }>,
  rows: readonly object[],
): Promise<number[]> {
  const inserted = await unit.query(insert, [JSON.stringify(rows)])
  return inserted.map(({ id }) => id).sort((a, b) => a - b)
}

/** Pairs the natural keys of rows with the ids that they got. */
export function pair<Row, Key>(
  rows: readonly Row[],
  ids: readonly number[],
  keyOf: (row: Row) => Key,
): Map<Key, number> {
  const pairs = new Map<Key, number>()
  for (const [index, row] of rows.entries()) pairs.set(keyOf(row), ids[index] ?? 0)
  return pairs
}
