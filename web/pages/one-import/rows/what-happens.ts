import type { ImportEffect, ImportRow } from '../../../api/queries/imports.ts'
import { count, plural } from '../../../shared/text/numbers.ts'

type Code = ImportRow['errors'][number]['code']

export interface Happening {
  tone: 'plain' | 'new' | 'warn' | 'bad' | 'quiet'
  text: string
  /** What is to be thought of, beside it. */
  remark?: string
}

/** What is to be done about each error. */
const TO_DO: Partial<Record<Code, string>> = {
  MATCH_NEEDED: 'Choose a part',
  PART_UNKNOWN: 'Choose another part',
  REQUIRED_FIELD: 'Name the part',
  PRICE_NOT_A_NUMBER: 'Fix the price',
  DATE_NOT_READABLE: 'Fix the date',
  TEXT_TOO_LONG: 'Shorten the text',
  BAD_CHARACTER: 'Fix the text',
  PLACE_NOT_READABLE: 'Fix the place',
  PLACE_UNKNOWN: 'Choose a place',
  SELLER_UNKNOWN: 'Choose the seller',
  DESIGNATOR_TWICE: 'Designator twice',
  STOCK_WOULD_BE_NEGATIVE: 'Too few pieces',
  DUPLICATE_KEY: 'The key is taken',
  ALREADY_ON_LIST: 'On the list already',
  CHANGED_MEANWHILE: 'Changed meanwhile',
  CODE_NOT_KEPT: 'Fix the code',
}

/** Remarks in the fewest words; the whole sentence is in the open row. */
const REMARKS: Partial<Record<Code, string>> = {
  AMBIGUOUS_NUMBER: 'Check the number',
  AMBIGUOUS_DATE: 'Check the date',
  QUANTITY_IS_NOT_DESIGNATORS: 'Pieces as designators',
  LINES_MERGED: 'Added to another row',
  PRICE_WITHOUT_CURRENCY: 'Price without currency',
  DESIGNATOR_MISSING: 'A designator is missing',
  ROW_TOO_SHORT: 'Cells are missing',
  ROW_TOO_LONG: 'Too many cells',
  VALUE_CLIPPED: 'Value rounded',
  FORMULA_CELL: 'From a formula',
  ERROR_CELL: 'Error in the sheet',
  PLACE_SUGGESTED: 'Free slot chosen',
  MAKER_DIFFERS: 'Other maker',
  BACKORDERED: 'Partly on its way',
  NOT_SHIPPED: 'Not shipped',
  TOTAL_DIFFERS: 'Total differs',
  RECEIVED_BEFORE: 'Received before',
  ENCODING_GUESSED: 'Check the characters',
  EXCEL_DAMAGE: 'Spoiled by a spreadsheet',
  PLACE_UNMAPPED: 'Place not known here',
  ALTERNATE_UNKNOWN: 'Alternate not known',
  MORE_THAN_ORDERED: 'More than ordered',
  RECEIVED_WITHOUT_ORDER: 'May have come before',
  RECEIVED_OTHERWISE: 'May have come before',
  LIST_LINE_LEFT: 'A list waits for it',
  PART_DELETED: 'Key of a deleted part',
  ROWS_DIFFER: 'Rows differ',
  CODE_OF_ANOTHER: 'Code means two parts',
}

function toDo(code: Code): string {
  return TO_DO[code] ?? (code.startsWith('QUANTITY') ? 'Fix the quantity' : 'Look at the row')
}

function amount({ from, to }: ImportEffect): number {
  return Number(to ?? 0) - Number(from ?? 0)
}

function ofStock(effects: readonly ImportEffect[]): string | null {
  const stock = effects.filter(({ entity }) => entity === 'stock')
  if (stock.length === 0) return null
  const pieces = stock.reduce((sum, effect) => sum + amount(effect), 0)
  if (pieces < 0) return `Take ${count(-pieces)} out`
  // A receipt has no amount before; a list says how many are there afterwards.
  return stock.every(({ from }) => from === null) ? `Receive ${count(pieces)}` : `Put ${count(pieces)}`
}

function ofLines(effects: readonly ImportEffect[]): string | null {
  const line = effects.find(({ entity }) => entity === 'kit_line' || entity === 'list_line')
  if (line === undefined) return null
  if (line.entity === 'list_line')
    return `${count(Number(line.to ?? 0))} ${line.field === 'ordered' ? 'ordered ' : ''}on the list`
  if (line.field === 'unfitted') return 'Not fitted'
  if (line.op === 'create') return `New line, ${count(Number(line.to ?? 0))} a kit`
  if (line.op === 'remove') return 'Line goes'
  return 'Line changes'
}

function ofKit(effects: readonly ImportEffect[]): string | null {
  const target = effects.find(({ entity, field }) => entity === 'kit' && field === 'build_target')
  return target === undefined ? null : `To build ${count(Number(target.from ?? 0))} → ${count(Number(target.to ?? 0))}`
}

function textOfEffects(effects: readonly ImportEffect[]): string {
  const [first] = effects
  const things = [ofStock(effects), ofLines(effects), ofKit(effects)].filter((text) => text !== null).join(', ')
  if (things !== '') return things
  const changed = effects.filter(({ entity, op }) => entity === 'part' && op === 'change').length
  if (changed > 0) return plural(changed, 'field filled in', 'fields filled in')
  if (first?.entity === 'seller_part') return 'Number remembered'
  return plural(effects.length, 'change', 'changes')
}

/** What a commit does with a row, or what keeps it from being written, in few words. */
export function whatHappens({ status, effects, errors, warnings }: ImportRow): Happening {
  const [error] = errors
  const [warning] = warnings
  if (status === 'skipped') return { tone: 'quiet', text: 'Left out' }
  if (error !== undefined) {
    const choosing = error.code === 'MATCH_NEEDED'
    return { tone: choosing ? 'warn' : 'bad', text: toDo(error.code) }
  }
  const remark = warning === undefined ? undefined : (REMARKS[warning.code] ?? 'Look at the row')
  if (effects.length === 0) return { tone: 'quiet', text: remark ?? 'Nothing new' }
  const isNew = effects.some(({ entity, op }) => entity === 'part' && op === 'create')
  const own = isNew ? effects.filter(({ entity }) => entity !== 'part') : effects
  const text = isNew && own.length === 0 ? 'New' : textOfEffects(own)
  const shown = isNew && own.length > 0 ? `New, ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text
  return { tone: isNew ? 'new' : 'plain', text: shown, ...(remark !== undefined && { remark }) }
}
