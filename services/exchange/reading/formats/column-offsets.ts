import { countKnownHeaders } from '../columns/known-headers.ts'
import { HEADER_ROWS, MAX_LINE } from '../limits.ts'
import type { CellMark, RawRow } from '../raw-table.ts'
import { demandRoom } from './demand-room.ts'
import { linesOf } from './lines-of.ts'
import { lineTooLong } from './records.ts'

const GAP = /\s{2,}/

/**
 * A table whose columns begin at the offsets of its headers, as part lists of board editors have it.
 *
 * @returns null when no line of the beginning is such a header.
 */
export function readColumnsByOffset(text: string): RawRow[] | null {
  const first = [...linesOf(text).take(HEADER_ROWS)]
  const at = first.findIndex((line) => {
    const headers = line.trim().split(GAP)
    return headers.length >= 3 && countKnownHeaders(headers) >= 2
  })
  const header = first[at]
  if (header === undefined) return null
  const offsets = [...header.matchAll(/(?<=^|\s{2})\S/g)].map(({ index }) => index)
  const rows: RawRow[] = []
  const demand = demandRoom(rows)
  for (const line of linesOf(text)) {
    const rowNo = rows.length + 1
    if (line.length > MAX_LINE) throw lineTooLong(rowNo)
    rows.push({ rowNo, ...(rowNo <= at ? { cells: [line.trim()] } : cut(line, offsets)) })
    demand()
  }
  if (/[\r\n]$/.test(text)) rows.pop()
  return rows
}

function cut(line: string, offsets: readonly number[]): Pick<RawRow, 'cells' | 'marks'> {
  const marks: CellMark[] = []
  const cells = offsets.map((start, index) => {
    // A letter right before the next column belongs to a value that is longer than its column.
    const next = offsets[index + 1]
    if (next !== undefined && /\S/.test(line[next - 1] ?? '') && /\S/.test(line[next] ?? '')) {
      marks.push({ index, code: 'VALUE_CLIPPED' })
    }
    return line.slice(index === 0 ? 0 : start, next).trim()
  })
  return marks.length > 0 ? { cells, marks } : { cells }
}
