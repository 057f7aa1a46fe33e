import { countKnownHeaders } from '../columns/known-headers.ts'
import { FileError } from '../failure.ts'
import { HEADER_ROWS } from '../limits.ts'
import type { RawRow, RawTable } from '../raw-table.ts'

export interface ReadSheet {
  name: string
  isVisible: boolean
  rows: RawRow[]
}

/**
 * The sheet to read: the chosen one, else the first visible one with a known header, else the first visible one.
 *
 * @throws FileError when there is none, or it is empty.
 */
export function chooseSheet(
  sheets: readonly ReadSheet[],
  chosen: string | undefined,
): Pick<RawTable, 'rows' | 'sheet' | 'sheets'> {
  const visible = sheets.filter(({ isVisible }) => isVisible)
  const sheet =
    chosen === undefined
      ? (visible.find(hasHeader) ?? visible.find(({ rows }) => rows.length > 0) ?? visible[0] ?? sheets[0])
      : sheets.find(({ name }) => name === chosen)
  if (sheet === undefined) {
    throw new FileError('UNREADABLE', chosen === undefined ? 'The workbook has no sheet' : 'The file has no such sheet')
  }
  if (sheet.rows.length === 0) throw new FileError('EMPTY', 'The sheets of the file are empty')
  return {
    rows: sheet.rows,
    sheet: sheet.name,
    sheets: sheets.map(({ name, rows }) => ({ name, rows: rows.length })),
  }
}

function hasHeader({ rows }: ReadSheet): boolean {
  return rows.slice(0, HEADER_ROWS).some(({ cells }) => countKnownHeaders(cells) >= 2)
}
