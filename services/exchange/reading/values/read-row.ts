import type { ColumnSource } from '../columns/column.ts'
import { FIELDS, type Field } from '../columns/fields.ts'
import { ProblemList, shown } from '../problems.ts'
import type { RawRow } from '../raw-table.ts'
import { Cells } from './cells.ts'
import { isDamaged } from './excel-damage.ts'
import type { RowFields } from './fields-of-row.ts'
import { readQuantity } from './quantity.ts'
import { readBomFields } from './read-bom-fields.ts'
import { readLots } from './read-lots.ts'
import { readMoney } from './read-money.ts'
import { readOrderFields } from './read-order-fields.ts'
import { readPlaces } from './read-places.ts'
import { readTexts } from './read-texts.ts'
import type { RowContext } from './row-context.ts'

/** The values of a row with their problems. */
export interface ReadValues {
  fields: RowFields
  problems: ProblemList
}

/** A column of what a person has written. */
const WRITTEN: ColumnSource = {
  index: -1,
  header: '',
  field: null,
  confidence: 1,
  samples: [],
  currency: null,
  seller: null,
  twin: null,
  isInverted: false,
}

/**
 * Reads the values of one row.
 *
 * @param overrides values that a person has given for fields of the row.
 */
export function readRow(
  row: RawRow,
  context: RowContext,
  overrides: Readonly<Record<string, unknown>> = {},
): ReadValues {
  const problems = new ProblemList()
  const cells = new Cells(row.cells, context.columns, overrides)
  // Hardly any row has some.
  for (const field of Object.keys(overrides).length > 0 ? FIELDS : []) {
    const value = overrides[field]
    if (value !== undefined && value !== null) cells.set(field, textOf(value), WRITTEN)
  }
  const fields: RowFields = {}
  checkForm(row, context, problems)
  readTexts(cells, context, fields, problems)
  readNumbers(cells, context, fields, problems)
  readMoney(cells, context, fields, problems)
  readOrderFields(cells, context, fields, problems)
  readPlaces(cells, context, fields, problems, overrides.place)
  readLots(cells, context, fields, problems)
  if (context.kind === 'bom') readBomFields(cells, fields, problems)
  requireQuantity(cells, context, fields, problems)
  markDamage(fields, problems)
  return { fields, problems }
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.every((each) => typeof each === 'string') ? value.join(',') : ''
  return typeof value === 'object' ? '' : String(value)
}

function checkForm({ cells, marks = [] }: RawRow, context: RowContext, problems: ProblemList): void {
  const { columns, longestCell, isDelimited = false } = context
  for (const { code, index } of marks) {
    const header = columns[index]?.header ?? ''
    const field = columns[index]?.field ?? null
    if (code === 'ERROR_CELL')
      problems.warn(code, field, `${shown(header)} holds an error of the spreadsheet: it was read as empty`)
    else if (code === 'FORMULA_CELL')
      problems.warn(code, field, `${shown(header)} holds a formula: its last result was read`)
    else problems.warn(code, field, `${shown(header)} runs into the next column: check the value`)
  }
  const width = columns.length
  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1
  if (filled > width)
    problems.warn(
      'ROW_TOO_LONG',
      null,
      `The row has ${filled} cells, the header ${width}: check for delimiters in texts`,
    )
  if (isDelimited && cells.length < width) {
    problems.warn(
      'ROW_TOO_SHORT',
      null,
      `The row has ${cells.length} cells, the header ${width}: check whether a cell is missing`,
    )
  }
  if (cells.some((cell) => cell.length > longestCell)) {
    problems.error('TEXT_TOO_LONG', null, `A cell has more than ${longestCell} characters: shorten it`)
  }
}

const NUMBERS: readonly ('quantity' | 'min_stock' | 'pin_count' | 'order_line')[] = [
  'quantity',
  'min_stock',
  'pin_count',
  'order_line',
]

function readNumbers(cells: Cells, { numbers }: RowContext, fields: RowFields, problems: ProblemList): void {
  for (const field of NUMBERS) {
    const cell = cells.first(field)
    if (cell === undefined) continue
    if (field === 'order_line' && !/^\s*\d{1,9}\s*$/.test(cell.text)) continue
    const number = readQuantity(cell.text, numbers.quantities, field, problems)
    if (number !== null) fields[field] = number
  }
}

/** Lists, orders and carts need a quantity; a bill of materials has its designators. */
function requireQuantity(cells: Cells, { kind, columns }: RowContext, fields: RowFields, problems: ProblemList): void {
  if (kind === 'bom' || fields.quantity !== undefined || cells.first('quantity') !== undefined) return
  const hasColumn = columns.some(({ field, item }) => field === 'quantity' && !item)
  if (kind === 'order' || kind === 'cart' || hasColumn) {
    problems.error('QUANTITY_MISSING', 'quantity', 'quantity: the cell is empty: write how many pieces')
  }
}

const DAMAGED: readonly Extract<Field, 'mpn' | 'value'>[] = ['mpn', 'value']

function markDamage(fields: RowFields, problems: ProblemList): void {
  for (const field of DAMAGED) {
    const text = fields[field]
    if (text === undefined || !isDamaged(text)) continue
    problems.warn('EXCEL_DAMAGE', field, `${field}: a spreadsheet has made ${shown(text)} of it: write the number anew`)
    fields.is_damaged = true
  }
}
