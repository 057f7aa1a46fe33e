import { MAX_LINES } from '../limits.ts'
import type { RawRow } from '../raw-table.ts'
import { demandRoom } from './demand-room.ts'
import { linesOf } from './lines-of.ts'

interface Form {
  delimiter: string
  pattern: RegExp
  /** Which group holds the number of the part. */
  number: 1 | 2
}

const FORMS: readonly Form[] = [
  { delimiter: '\t', pattern: /^([^\t]*[A-Za-z0-9][^\t]*)\t\s*(\d[\d ,.']*)\s*$/, number: 1 },
  { delimiter: ',', pattern: /^\s*([^\s,;]+)\s*,\s*(\d+)\s*$/, number: 1 },
  { delimiter: ' ', pattern: /^\s*(\d+)[ \t]+(?=\S*[A-Za-z\d])(\S+)\s*$/, number: 2 },
  // A tab cannot be typed into a field.
  { delimiter: ' ', pattern: /^\s*(?=\S*[A-Za-z])(\S+)[ \t]+(\d+)\s*$/, number: 1 },
]

/** Nobody pastes longer lines; the forms take long for them. */
const LONGEST = 500

/** The columns of a pasted list. */
export const PASTE_HEADERS = ['SKU', 'Quantity']

/**
 * A list without headers, as people paste it: a number and a quantity on each line.
 *
 * @returns null when some line is anything else.
 * @throws FileError when there are more lines than are read.
 */
export function readPaste(text: string): { delimiter: string; rows: RawRow[]; headers: string[] } | null {
  const whole = FORMS.find((form) => fits(text, [form]))
  // People put lists together from several places.
  if (whole === undefined && !fits(text, FORMS)) return null
  let delimiter = whole?.delimiter ?? null
  const rows: RawRow[] = []
  const demand = demandRoom(rows)
  for (const line of linesOf(text)) {
    const form = whole ?? FORMS.find(({ pattern }) => pattern.test(line))
    const match = form?.pattern.exec(line)
    if (form !== undefined && match) {
      delimiter ??= form.delimiter
      const [first = '', second = ''] = [match[form.number], match[3 - form.number]]
      rows.push({ rowNo: rows.length + 1, cells: [first.trim(), second.trim()] })
    } else rows.push({ rowNo: rows.length + 1, cells: [''] })
    demand()
  }
  while (rows.at(-1)?.cells.length === 1) rows.pop()
  return { delimiter: delimiter ?? ' ', rows, headers: PASTE_HEADERS }
}

function fits(text: string, forms: readonly Form[]): boolean {
  let lines = 0
  for (const line of linesOf(text)) {
    if (line.length > LONGEST || (line.trim() !== '' && !forms.some(({ pattern }) => pattern.test(line)))) return false
    // Whatever follows, these are too many.
    if (++lines > MAX_LINES) return true
  }
  return true
}
