import type { RowOf } from '../../../plugins/database/statement.ts'
import type { Reason } from '../operations/reasons.ts'
import { changesInWords } from './changes-in-words.ts'
import { type Edits, fieldsOf } from './edits.ts'
import { madePartsInWords } from './part-changes.ts'
import type { OPERATION } from './statements.ts'

type OperationRow = RowOf<typeof OPERATION>

interface Row {
  part_key: string
  delta_qty: number
  location_reference: string | null
}

interface Told {
  rows: readonly Row[]
  rowCount: number
  partKeys: readonly string[]
  partCount: number
  /** The end of the sentence: what was changed and made, and the source in plain words; empty where there is nothing. */
  source: string
  partKey: string
  /** The fields that an edit has changed, in words; empty for other operations. */
  fields: string
  /** Where a pile was counted, as " in 1-1"; empty for other operations. */
  counted: string
}

function pieces(count: number): string {
  return count === 1 ? '1 piece' : `${count} pieces`
}

function sumOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { delta_qty }) => sum + delta_qty, 0)
}

/** The part of all changes; undefined where there are more than the rows at hand, or several parts. */
function onlyPart({ rows, rowCount }: Told): string | undefined {
  const [first] = rows
  const isOnePart = rows.length === rowCount && rows.every(({ part_key }) => part_key === first?.part_key)
  return isOnePart ? first?.part_key : undefined
}

/** "5 pieces of ABCD", or the number of changes where not all are of one part. */
function what(told: Told): string {
  const part = onlyPart(told)
  return part === undefined ? `stock in ${told.rowCount} changes` : `${pieces(Math.abs(sumOf(told.rows)))} of ${part}`
}

/** " in 1-1, 1-2" */
function where({ rows, rowCount }: Told, preposition: string): string {
  const places = [...new Set(rows.map(({ location_reference }) => location_reference))]
  return rows.length < rowCount || places.length === 0 || places.length > 3
    ? ''
    : ` ${preposition} ${places.join(', ')}`
}

function move(told: Told): string {
  const from = told.rows.filter(({ delta_qty }) => delta_qty < 0)
  const to = told.rows.filter(({ delta_qty }) => delta_qty > 0)
  const [left] = from
  const [arrived] = to
  if (told.rowCount !== 2 || left === undefined || arrived === undefined) {
    return `Moved stock in ${told.rowCount / 2} moves${told.source}`
  }
  const way = `from ${left.location_reference} to ${arrived.location_reference}`
  return `Moved ${pieces(arrived.delta_qty)} of ${arrived.part_key} ${way}${told.source}`
}

function count(told: Told): string {
  const [row] = told.rows
  if (row === undefined) return `Counted ${told.partKey}${told.counted}: as expected${told.source}`
  if (told.rowCount > 1) return `Counted stock, with ${told.rowCount} differences${told.source}`
  const difference = row.delta_qty > 0 ? 'more' : 'fewer'
  return `Counted ${row.part_key}${where(told, 'in')}: ${pieces(Math.abs(row.delta_qty))} ${difference}${told.source}`
}

/** An import may count: then it takes pieces away as well. */
function imported(told: Told): string {
  const { rows, rowCount } = told
  if (rowCount === 0) return 'without a change of stock'
  if (rows.every(({ delta_qty }) => delta_qty > 0)) return what(told)
  const part = onlyPart(told)
  return part !== undefined && rows.every(({ delta_qty }) => delta_qty < 0)
    ? `${part} with ${pieces(Math.abs(sumOf(rows)))} fewer`
    : `stock in ${rowCount} changes`
}

function edit({ partCount, partKeys: [first = ''], fields }: Told): string {
  const parts = partCount === 1 ? `the part ${first}` : `${partCount} parts`
  return fields === '' ? `Changed ${parts}` : `Changed ${fields} of ${parts}`
}

const SENTENCES: Readonly<Record<Reason, (told: Told) => string>> = {
  add: (told) => `Added ${what(told)}${where(told, 'to')}${told.source}`,
  remove: (told) => `Removed ${what(told)}${where(told, 'from')}${told.source}`,
  move,
  pick: (told) => `Picked ${told.rowCount === 0 ? 'nothing' : what(told)}${where(told, 'from')}${told.source}`,
  unpick: (told) => `Put ${told.rowCount === 0 ? 'nothing' : what(told)} back${where(told, 'to')}${told.source}`,
  receive: (told) => `Received ${what(told)}${where(told, 'in')}${told.source}`,
  count,
  import: (told) => `Imported ${imported(told)}${told.source}`,
  undo: (told) => `Undid ${what(told)}${told.source}`,
  edit,
  delete: ({ partKey }) => `Deleted the part ${partKey}`,
  restore: ({ partKey }) => `Brought the part ${partKey} back`,
  merge: ({ partKey }) => `Merged the part ${partKey} into another`,
  sample: (told) => `Made up ${what(told)}${where(told, 'in')}`,
  unknown: (told) => `Changed ${what(told)}${where(told, 'in')}`,
}

/** "pick-list 5" as " (pick list 5)". */
function inWords(source: string | null): string {
  return source === null ? '' : ` (${source.replace(/^([a-z]+)-([a-z]+)\b/, '$1 $2')})`
}

/** What an operation has done, in one sentence for people. @param edits that it has made of parts. */
export function summaryOf(operation: OperationRow, edits: Edits): string {
  const { reason, turns, part_keys: partKeys, effect, detail, part_ids: partIds, row_count: rowCount } = operation
  const root = reason === 'undo' ? operation.root_reason : null
  const isBack = root !== null && turns % 2 === 1
  // An undo is told by what it has taken back.
  const rows = isBack ? operation.rows.map((row) => ({ ...row, delta_qty: -row.delta_qty })).reverse() : operation.rows
  const partKey = partKeys[0] ?? (typeof detail?.part_key === 'string' ? detail.part_key : '')
  const counted = effect === 'count' ? ` in ${detail?.box_no}-${detail?.loc_no}` : ''
  const fields = fieldsOf(edits.first)
  const source = changesInWords(operation) + madePartsInWords(operation) + inWords(operation.source)
  const told = { rows, rowCount, partKeys, partCount: partIds.length, source, partKey, fields, counted }
  const sentence = SENTENCES[root ?? reason](told)
  if (root === null) return sentence
  return `${isBack ? 'Undone' : 'Done again'}: ${sentence}`
}
