import { CsvError, parse } from 'csv-parse/sync'
import { FileError } from '../failure.ts'
import { MAX_CELLS, MAX_COLUMNS, MAX_LINE, MAX_ROWS } from '../limits.ts'
import type { RawRow } from '../raw-table.ts'

const LINE_BREAK = /\r\n|\r|\n/g
/** Blank rows count too, so that a file of them is refused and does not fill the memory. */
const MAX_RECORDS = MAX_ROWS * 2

interface SplitOptions {
  /** Stops after so many records. */
  to?: number
}

/**
 * The records of a delimited text, with the line on which each begins. Quotes are `"` at the beginning of a cell,
 * doubled inside; line ends may be mixed.
 *
 * @throws FileError when a quote is never closed, or a line is too long.
 */
export function splitRecords(text: string, delimiter: string, { to }: SplitOptions = {}): RawRow[] {
  const rows: RawRow[] = []
  // Without a quote no cell holds a line break.
  const mayBreak = text.includes('"')
  let line = 1
  let count = 0
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      quote: '"',
      escape: '"',
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: MAX_LINE,
      ...(to === undefined ? {} : { to }),
      on_record: (record: string[]) => {
        rows.push({ rowNo: line, cells: record })
        if (rows.length > MAX_RECORDS)
          throw new FileError('TOO_MANY_ROWS', `The file has more than ${MAX_RECORDS} lines`)
        if (to === undefined && record.length > MAX_COLUMNS)
          throw new FileError(
            'TOO_MANY_COLUMNS',
            `Line ${line} has ${record.length} cells, at most ${MAX_COLUMNS} are read`,
          )
        count += record.length
        if (count > MAX_CELLS) throw new FileError('TOO_MANY_CELLS', `The file has more than ${MAX_CELLS} cells`)
        line += mayBreak ? 1 + breaksIn(record) : 1
        return null
      },
    })
  } catch (error) {
    throw refusalOf(error, line)
  }
  return rows
}

/** Line breaks inside of quoted cells. */
function breaksIn(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) count += cell.match(LINE_BREAK)?.length ?? 0
  }
  return count
}

function refusalOf(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new FileError('UNREADABLE', `The quote that opens on line ${line} is never closed: close it, or double it`)
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new FileError('LINE_TOO_LONG', `Line ${line} has more than ${MAX_LINE} characters`)
  }
  return new FileError('UNREADABLE', `Line ${line} could not be read: ${error.message}`)
}
