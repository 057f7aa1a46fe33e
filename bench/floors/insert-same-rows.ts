import type { UnitOfWork } from '../../plugins/database/database.ts'

/** Rows of one table. */
export interface RowsOfTable {
  table: string
  count: number
  columns: { name: string; type: string; isList: boolean }[]
  /** The values of each column, as a list that the database reads. */
  values: string[]
}

const copyOf = (table: string) => `bench_floor_${table}`

/** What the transaction of a unit of work has written up to now, and not deleted again, table by table. */
export async function writtenRows(unit: UnitOfWork): Promise<RowsOfTable[]> {
  const tables = await unit.query<{ table: string }>(
    'select relname as table from pg_stat_xact_user_tables where n_tup_ins + n_tup_upd > 0 order by relname',
  )
  const found: RowsOfTable[] = []
  for (const { table } of tables) {
    const columns = await unit.query<RowsOfTable['columns'][number]>(
      `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, t.typcategory = 'A' as "isList"
         from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
      [table],
    )
    const lists = columns.map(({ name, isList }) => `array_agg(${isList ? `"${name}"::text` : `"${name}"`})::text`)
    const [rows] = await unit.query<{ count: number; values: string[] }>(
      `select count(*)::int as count, array[${lists}] as values from ${table} where xmin = pg_current_xact_id()::xid`,
    )
    if (rows !== undefined && rows.count > 0) found.push({ table, columns, ...rows })
  }
  return found
}

/** Makes an empty table with the same indexes for each of those that have rows. @returns what drops them. */
export async function makeCopies(
  query: (text: string) => Promise<unknown>,
  written: readonly RowsOfTable[],
): Promise<() => Promise<void>> {
  for (const { table } of written) {
    await query(`create table ${copyOf(table)} (like ${table} including defaults including indexes)`)
  }
  return async () => {
    for (const { table } of written) await query(`drop table ${copyOf(table)}`)
  }
}

/** Inserts the rows into the copies of their tables, with one statement a table. */
export async function insertSameRows(unit: UnitOfWork, written: readonly RowsOfTable[]): Promise<void> {
  for (const { table, columns, values } of written) {
    const selected = columns.map(({ type, isList }, n) => (isList ? `c${n}::${type}` : `c${n}`))
    const given = columns.map(({ type, isList }, n) => `$${n + 1}::${isList ? 'text' : type}[]`)
    const names = columns.map((_, n) => `c${n}`)
    await unit.query(
      `insert into ${copyOf(table)} select ${selected} from unnest(${given}) as given (${names})`,
      values,
    )
  }
}
