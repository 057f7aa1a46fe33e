import type { Cell } from '../cell.ts'
import { MAX_CELL } from '../size-sql.ts'

/** Characters that XML cannot hold or its readers change, and texts that look like the escape of one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const UNREADABLE = /[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g
const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** ECMA-376, 22.4.2.4: `_x000D_` stands for the character with this number. */
function escapeCharacter(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}

function escapeText(text: string): string {
  return text.replace(UNREADABLE, escapeCharacter).replace(/[&<>]/g, (letter) => MARKUP[letter] ?? letter)
}

/** A name for an attribute. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;')
}

/** The letters of a column, from 0: A … Z, AA … */
function lettersOf(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? lettersOf(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

function cellXml(cell: Cell, address: string, style: string): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${address}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${address}" t="b"><v>${cell ? 1 : 0}</v></c>`
  // What is too long was refused before: a text is never cut.
  if (cell.length > MAX_CELL) throw new RangeError(`a text of ${cell.length} characters does not fit into a cell`)
  return `<c r="${address}" t="inlineStr"${style}><is><t xml:space="preserve">${escapeText(cell)}</t></is></c>`
}

/** Writes the rows of a sheet, which are numbered from 1. */
class Rows {
  readonly #letters: readonly string[]
  #last = 0

  constructor(width: number) {
    this.#letters = Array.from({ length: width }, (_, column) => lettersOf(column))
  }

  write(cells: readonly Cell[], style = ''): string {
    const row = ++this.#last
    return `<row r="${row}">${cells.map((cell, column) => cellXml(cell, `${this.#letters[column]}${row}`, style)).join('')}</row>`
  }
}

const HEADER_STYLE = ' s="1"'

/**
 * A sheet with its columns in the first row, which stays in view. Cells are typed: texts are texts, whatever they begin
 * with, and no formula is ever written.
 */
export async function* sheetXml(
  columns: readonly string[],
  pieces: (write: (rows: readonly (readonly Cell[])[]) => Buffer) => AsyncIterable<Buffer>,
): AsyncGenerator<string | Buffer, void, undefined> {
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>`
  const sheet = new Rows(columns.length)
  yield sheet.write(columns, HEADER_STYLE)
  yield* pieces((rows) => Buffer.from(rows.map((row) => sheet.write(row)).join('')))
  yield '</sheetData></worksheet>'
}
