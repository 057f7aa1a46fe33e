import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import type { RowFields } from '../reading/values/fields-of-row.ts'
import type { MatchedRow } from './model.ts'
import type { PlannedRow } from './planning/planned-row.ts'
import type { Queries } from './planning/present.ts'
import { ADD_ROWS, DELETE_ROWS, ROWS, SET_ROWS } from './statements.ts'
import { toJson } from './to-json.ts'

export type StoredRow = RowOf<typeof ROWS>

const BATCH = 2000
const READ_BATCH = 5000

/** All rows of an import, in their order. */
export async function loadRows(db: Queries, importId: number): Promise<StoredRow[]> {
  const rows: StoredRow[] = []
  for (let after = 0; ; ) {
    const page = await db.query(ROWS, [importId, after, READ_BATCH, 'all'])
    rows.push(...page)
    const last = page.at(-1)
    if (last === undefined || page.length < READ_BATCH) return rows
    after = last.row_no
  }
}

/** A stored row as the planning takes it. */
export function matchedRow({
  row_no,
  section,
  cells,
  fields,
  overrides,
  match,
  decision,
  problems,
}: StoredRow): MatchedRow {
  const values: RowFields = fields
  return { rowNo: row_no, section, cells, fields: values, overrides, match, decision, read: problems.reading }
}

/** Replaces the rows of an import. */
export async function replaceRows(unit: UnitOfWork, importId: number, rows: readonly PlannedRow[]): Promise<void> {
  await unit.query(DELETE_ROWS, [importId])
  for (let at = 0; at < rows.length; at += BATCH) {
    await unit.query(ADD_ROWS, [importId, toJson(rows.slice(at, at + BATCH).map(toStored))])
  }
}

/** Writes what is proposed for rows anew. */
export async function updateRows(unit: UnitOfWork, importId: number, rows: readonly PlannedRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) {
    await unit.query(SET_ROWS, [importId, toJson(rows.slice(at, at + BATCH).map(toStored))])
  }
}

function toStored(planned: PlannedRow) {
  const { row, effects, status, problems } = planned
  return {
    row_no: row.rowNo,
    status,
    section: row.section,
    cells: row.cells.map(storable),
    fields: row.fields,
    overrides: row.overrides,
    match: row.match,
    decision: row.decision,
    effects,
    problems: { reading: row.read, planning: problems.lists() },
  }
}

/** The database holds no U+0000; the row that has it is refused anyway. */
function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed()
}
