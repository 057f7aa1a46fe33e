import { int, json, type Statement, statement } from '../../../plugins/database/statement.ts'
import type { LeftOut } from './left-out.ts'

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
  /** Adds the rows `$1` again, save those that fit no more. @returns how many came back. */
  bringBack: Statement<{ count: number }>
  /** What people call the rows, and why some of them may not come back. */
  leftOut: Omit<LeftOut, 'count'>
  /** Run when rows of the part `$1` have come back, for the records that they belong to. */
  afterwards?: Statement<object>
}

/** SQL that adds or changes rows, with the number of them as its answer. */
export function counted(change: string): string {
  return `with back as (${change} returning 1) select count(*)::int as count from back`
}

interface Rules {
  /** Condition for a row `r` to come back: what it refers to is still there. */
  fits: string
  /** Columns with other values than were kept, as SQL with `r`. */
  values?: Readonly<Record<string, string>>
  leftOut: KeptTable['leftOut']
}

/** Statements for a table that refers to parts by `part_id`. */
export function keptTable(name: string, { fits, values = {}, leftOut }: Rules): KeptTable {
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
      counted(
        `insert into ${name}
         select again.* from jsonb_populate_recordset(null::${name}, $1::jsonb) r,
                lateral jsonb_populate_record(null::${name}, ${row}) again
          where ${fits}
         on conflict do nothing`,
      ),
      { count: int },
    ),
    leftOut,
  }
}
