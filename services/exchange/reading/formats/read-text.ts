import { FileError } from '../failure.ts'
import type { FormatChoices, RawTable } from '../raw-table.ts'
import { readColumnsByOffset } from './column-offsets.ts'
import type { DecodedText } from './decode-text.ts'
import { declaredDelimiter, findDelimiter } from './find-delimiter.ts'
import { readPaste } from './paste.ts'
import { refuseForeignText } from './refuse-foreign-text.ts'
import { splitRecords } from './split-records.ts'

/**
 * The table of a text file: a list that was pasted, columns by offset, or cells between delimiters.
 *
 * @throws FileError when it is no table.
 */
export function readText({ text, encoding, guessed }: DecodedText, choices: FormatChoices): RawTable {
  if (text.trim() === '') throw new FileError('EMPTY', 'The file is empty')
  refuseForeignText(text)
  const common = { encoding, encodingGuessed: guessed, sheet: null, sheets: [] }
  if (choices.delimiter === undefined) {
    const pasted = readPaste(text)
    if (pasted) return { ...common, format: 'text', ...pasted }
  }
  const declared = declaredDelimiter(text)
  const delimiter = choices.delimiter ?? declared?.delimiter ?? findDelimiter(text)
  if (delimiter === null) {
    const rows = readColumnsByOffset(text)
    if (rows) return { ...common, format: 'text', delimiter: null, rows }
  }
  // One column is a table as well, of one cell a row.
  const rows = splitRecords(declared?.rest ?? text, delimiter ?? ',')
  if (declared) for (const row of rows) row.rowNo++
  return { ...common, format: 'csv', delimiter: delimiter ?? ',', rows }
}
