import type { UnitOfWork } from '../../plugins/database/database.ts'
import { invalidOperation } from '../../plugins/errors/domain-error.ts'

/** Ids by natural key, which refuse a key that is not there. */
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

/** Inserts rows given as objects. @returns their ids, in the order of the rows. */
export async function insertRows(
  unit: UnitOfWork,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly object[],
): Promise<number[]> {
  const names = Object.keys(columns).join(', ')
  const types = Object.entries(columns).map(([name, type]) => `${name} ${type}`)
  const inserted = await unit.query<{ id: number }>(
    `insert into ${table} (${names})
     select ${names} from rows from (jsonb_to_recordset($1::jsonb) as (${types.join(', ')})) with ordinality
      order by ordinality returning id`,
    [JSON.stringify(rows)],
  )
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
