import { MAX_LINE } from '../limits.ts'
import { lineTooLong, type Records } from './records.ts'

/** A longer line is too long, however many delimiters it has. */
const LONGEST_LINE = 2 * MAX_LINE

/**
 * The records of a text without a quote: each line is one.
 *
 * @throws FileError when a line is too long.
 */
export function splitPlainRecords(text: string, delimiter: string, records: Records): void {
  for (let at = 0; at < text.length && !records.isFull; ) {
    const end = text.indexOf('\n', at)
    const isLast = end < 0
    const part = text.slice(at, isLast ? text.length : text[end - 1] === '\r' ? end - 1 : end)
    addLines(part, isLast, delimiter, records)
    at = isLast ? text.length : end + 1
  }
}

/** @param part what stands before a line feed, or at the end; a carriage return alone ends lines as well. */
function addLines(part: string, isLast: boolean, delimiter: string, records: Records): void {
  if (!part.includes('\r')) {
    addLine(part, delimiter, records)
    return
  }
  const lines = part.split('\r')
  if (isLast && lines.at(-1) === '') lines.pop()
  for (const line of lines) {
    if (records.isFull) return
    addLine(line, delimiter, records)
  }
}

function addLine(line: string, delimiter: string, records: Records): void {
  if (line.length > LONGEST_LINE) throw lineTooLong(records.line)
  const cells = line.split(delimiter)
  if (line.length - (cells.length - 1) * delimiter.length > MAX_LINE) throw lineTooLong(records.line)
  records.add(cells, 0)
}
