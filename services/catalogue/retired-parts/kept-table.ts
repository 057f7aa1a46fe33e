import { int, json, type Statement, statement } from '../../../plugins/database/statement.ts'

/** Rows of a table as JSON; null is no row. */
type Rows = Record<string, unknown>[] | null

/** A table whose rows go with a part when it is deleted, and come back with it. */
export interface KeptTable {
  /** The name under which the rows are kept. */
  name: string
  /** Reads the rows of the part `$1`. */
  keep: Statement<{ rows: Rows }>
  /** Reads the rows of the parts `$1`. */
  keepAll: Statement<{ part_id: number; rows: Rows }>
  /** Locks what the rows `$1` belong to, before they come back. */
  lock?: Statement<object>
  /** Adds the rows `$1` again, save those that fit no more. */
  bringBack: Statement<object>
  /** Run when rows of the part `$1` have come back, for the records that they belong to. */
  afterwards?: Statement<object>
}

/**
 * Statements for a table that refers to parts by `part_id`.
 *
 * @param fits condition for a row `r` to come back: what it refers to is still there.
 * @param values columns with other values than were kept, as SQL with `r`.
 */
export function keptTable(name: string, fits: string, values: Readonly<Record<string, string>> = {}): KeptTable {
  const changed = Object.entries(values).map(([column, sql]) => `'${column}', ${sql}`)
  const row = `to_jsonb(r) || jsonb_build_object(${changed.join(', ')})`
  return {
    name,
    keep: statement(`select jsonb_agg(to_jsonb(r) order by r) as rows from ${name} r where r.part_id = $1`, {
      rows: json<Rows>(),
    }),
    keepAll: statement(
      `select r.part_id, jsonb_agg(to_jsonb(r) order by r) as rows from ${name} r
        where r.part_id = any ($1::int[]) group by r.part_id`,
      { part_id: int, rows: json<Rows>() },
    ),
    bringBack: statement(
      `insert into ${name}
       select back.* from jsonb_populate_recordset(null::${name}, $1::jsonb) r,
              lateral jsonb_populate_record(null::${name}, ${row}) back
        where ${fits}
       on conflict do nothing`,
      {},
    ),
  }
}
