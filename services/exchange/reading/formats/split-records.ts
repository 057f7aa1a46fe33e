import { CsvError, parse } from 'csv-parse/sync'
import { FileError } from '../failure.ts'
import { MAX_LINE } from '../limits.ts'
import type { RawRow } from '../raw-table.ts'
import { lineTooLong, Records } from './records.ts'
import { splitPlainRecords } from './split-plain-records.ts'

const LINE_BREAK = /\r\n|\r|\n/g
/** Cells that are cut out of a text keep all of it in memory. A longer one is copied cell by cell. */
const LONGEST_PLAIN = 8_388_608

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
  if (text.length <= LONGEST_PLAIN && delimiter !== '"') {
    const lines = new Records(to)
    if (splitPlainRecords(text, delimiter, lines)) return lines.rows
  }
  const records = new Records(to)
  // Without a quote no cell holds a line break.
  const mayBreak = text.includes('"')
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
        records.add(record, mayBreak ? breaksIn(record) : 0)
        return null
      },
    })
  } catch (error) {
    throw refusalOf(error, records.line)
  }
  return records.rows
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
  if (error.code === 'CSV_MAX_RECORD_SIZE') return lineTooLong(line)
  return new FileError('UNREADABLE', `Line ${line} could not be read: ${error.message}`)
}
