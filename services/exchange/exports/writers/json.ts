import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { OWN_FORMAT, OWN_FORMAT_VERSION } from '../../own-format/format.ts'
import type { Row } from '../cell.ts'
import { type RowCount, readSection, readTable } from '../read-table.ts'
import type { ExportTable, JsonSection } from '../table.ts'

/** The beginning of a document, up to its first list. */
function head(name: string, now: Date): string {
  const fields = { format: OWN_FORMAT, version: OWN_FORMAT_VERSION, export: name, exported_at: now.toISOString() }
  return JSON.stringify(fields).slice(0, -1)
}

/** Puts batches of items together, one a line, as bytes. */
function listWriter(): (items: readonly string[]) => Buffer {
  let separator = '\n'
  return (items) => {
    const text = Buffer.from(separator + items.join(',\n'))
    separator = ',\n'
    return text
  }
}

/** A table as `{format, version, export, exported_at, rows}`; lists stay lists. */
export async function* tableJson(unit: UnitOfWork, table: ExportTable, count: RowCount, now: Date) {
  const { name, columns } = table
  const toText = (row: Row) =>
    JSON.stringify(Object.fromEntries(columns.map((column) => [column.name, row[column.name]])))
  const write = listWriter()
  yield `${head(name, now)},\n"rows":[`
  yield* readTable(unit, table, count, (rows) => write(rows.map(toText)))
  yield '\n]}\n'
}

/** Rows that are in memory, in the same form. */
export function rowsJson(name: string, rows: readonly object[], now: Date): string {
  return `${head(name, now)},\n"rows":[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]}\n`
}

/** Sections as `{format, version, export, exported_at, <section>: […], …}`. */
export async function* sectionsJson(
  unit: UnitOfWork,
  sections: readonly JsonSection[],
  { name, count, now }: { name: string; count: RowCount; now: Date },
) {
  yield head(name, now)
  for (const section of sections) {
    yield `,\n${JSON.stringify(section.name)}:[`
    yield* readSection(unit, section, count, listWriter())
    yield '\n]'
  }
  yield '}\n'
}
