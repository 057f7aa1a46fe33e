import { MAX_LINE } from '../limits.ts'
import { cellsOfQuotedLine } from './quoted-line.ts'
import { lineTooLong, type Records } from './records.ts'

/** A longer line is too long, however many delimiters it has. */
const LONGEST_LINE = 2 * MAX_LINE

/**
 * The records of a text in which each line is one, as in most files.
 *
 * @returns false when a quoted cell goes on beyond its line, or something else is to be read with care: then the records are no use.
 * @throws FileError when a line is too long.
 */
export function splitPlainRecords(text: string, delimiter: string, records: Records): boolean {
  for (let at = 0; at < text.length && !records.isFull; ) {
    const end = text.indexOf('\n', at)
    const isLast = end < 0
    const part = text.slice(at, isLast ? text.length : text[end - 1] === '\r' ? end - 1 : end)
    if (!addLines(part, isLast, delimiter, records)) return false
    at = isLast ? text.length : end + 1
  }
  return true
}

/** @param part what stands before a line feed, or at the end; a carriage return alone ends lines as well. */
function addLines(part: string, isLast: boolean, delimiter: string, records: Records): boolean {
  if (!part.includes('\r')) return addLine(part, delimiter, records)
  const lines = part.split('\r')
  if (isLast && lines.at(-1) === '') lines.pop()
  for (const line of lines) {
    if (records.isFull) return true
    if (!addLine(line, delimiter, records)) return false
  }
  return true
}

function addLine(line: string, delimiter: string, records: Records): boolean {
  if (line.includes('"')) {
    const quoted = line.length > MAX_LINE ? null : cellsOfQuotedLine(line, delimiter)
    if (quoted === null) return false
    records.add(quoted, 0)
    return true
  }
  if (line.length > LONGEST_LINE) throw lineTooLong(records.line)
  const cells = line.split(delimiter)
  if (line.length - (cells.length - 1) * delimiter.length > MAX_LINE) throw lineTooLong(records.line)
  records.add(cells, 0)
  return true
}
