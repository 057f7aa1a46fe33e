import { countKnownHeaders } from '../columns/known-headers.ts'
import { FileError } from '../failure.ts'
import { HEADER_ROWS, MAX_LINE } from '../limits.ts'
import type { CellMark, RawRow } from '../raw-table.ts'

const GAP = /\s{2,}/

/**
 * A table whose columns begin at the offsets of its headers, as part lists of board editors have it.
 *
 * @returns null when no line of the beginning is such a header.
 */
export function readColumnsByOffset(text: string): RawRow[] | null {
  const lines = text.split(/\r\n|\r|\n/)
  const at = lines.slice(0, HEADER_ROWS).findIndex((line) => {
    const headers = line.trim().split(GAP)
    return headers.length >= 3 && countKnownHeaders(headers) >= 2
  })
  const header = lines[at]
  if (header === undefined) return null
  const offsets = [...header.matchAll(/(?<=^|\s{2})\S/g)].map(({ index }) => index)
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line, index) => {
    if (line.length > MAX_LINE)
      throw new FileError('LINE_TOO_LONG', `Line ${index + 1} has more than ${MAX_LINE} characters`)
    return { rowNo: index + 1, ...(index < at ? { cells: [line.trim()] } : cut(line, offsets)) }
  })
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
