import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import type { RowFields } from '../reading/values/fields-of-row.ts'
import type { MatchedRow } from './model.ts'
import type { PlannedRow } from './planning/planned-row.ts'
import type { Queries } from './planning/present.ts'
import { ADD_ROWS, DELETE_ROWS, JSON_ROWS, type KEPT_ROWS, type ROWS, SET_ROWS } from './row-statements.ts'
import { toJson } from './to-json.ts'

export type StoredRow = RowOf<typeof ROWS>
/** A row of which a person has said something. */
export type KeptRow = RowOf<typeof KEPT_ROWS>

/**
 * Rows of one page. Longer ones are not read sooner, and what the driver and the threads hold of two of them at once takes megabytes.
 */
const BATCH = 800

/**
 * All rows of an import, in their order. They are read as objects once, by who uses them.
 *
 * @param columns as they are written, rows cannot be read anew, and take half of the time.
 */
export async function* eachStoredRow(
  db: Queries,
  importId: number,
  columns: keyof typeof JSON_ROWS = 'whole',
): AsyncGenerator<StoredRow, void, undefined> {
  const read = (after: number) => db.query(JSON_ROWS[columns], [importId, after, BATCH])
  let next: Promise<RowOf<(typeof JSON_ROWS)['whole']>[]> | null = read(0)
  while (next !== null) {
    const page: RowOf<(typeof JSON_ROWS)['whole']>[] = await next
    const last = page.at(-1)
    // The next page is made while this one is read.
    next = last === undefined || page.length < BATCH ? null : read(last.row_no)
    next?.catch(() => {})
    for (const { row } of page) yield row
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

/** Gives rows as texts, batch by batch; null after the last one. */
type RowTexts = (place: number) => Promise<{ text: Uint8Array; next: number } | null>

/** Replaces the rows of an import. */
export async function replaceRows(unit: UnitOfWork, importId: number, texts: RowTexts): Promise<void> {
  await unit.query(DELETE_ROWS, [importId])
  for (let batch = await texts(0); batch !== null; batch = await texts(batch.next)) {
    await unit.query(ADD_ROWS, [importId, batch.text])
  }
}

/** Writes what is proposed for rows anew. @param read how they were read. */
export async function rewriteRows(
  unit: UnitOfWork,
  importId: number,
  { texts, read }: { texts: RowTexts; read: keyof typeof JSON_ROWS },
): Promise<void> {
  for (let batch = await texts(0); batch !== null; batch = await texts(batch.next)) {
    await unit.query(SET_ROWS, [importId, batch.text, read === 'toWrite'])
  }
}

/** Rows as the database takes them: the bytes of their JSON, which pass through other threads and leave nothing behind there. */
export function storedText(rows: readonly PlannedRow[]): Uint8Array {
  return Buffer.from(toJson(rows.map(toStored)))
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
