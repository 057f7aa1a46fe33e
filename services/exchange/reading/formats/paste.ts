import type { RawRow } from '../raw-table.ts'

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
]

/** Nobody pastes longer lines; the forms take long for them. */
const LONGEST = 500

/** The columns of a pasted list. */
export const PASTE_HEADERS = ['SKU', 'Quantity']

/**
 * A list without headers, as people paste it: a number and a quantity on each line.
 *
 * @returns null when some line is anything else.
 */
export function readPaste(text: string): { delimiter: string; rows: RawRow[]; headers: string[] } | null {
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.some((line) => line.length > LONGEST)) return null
  const form = FORMS.find(({ pattern }) => lines.every((line) => line.trim() === '' || pattern.test(line)))
  if (form === undefined) return null
  const rows = lines.map((line, index) => {
    const match = form.pattern.exec(line)
    const [first = '', second = ''] = match ? [match[form.number], match[3 - form.number]] : []
    return { rowNo: index + 1, cells: match ? [first.trim(), second.trim()] : [''] }
  })
  while (rows.at(-1)?.cells.length === 1) rows.pop()
  return { delimiter: form.delimiter, rows, headers: PASTE_HEADERS }
}
