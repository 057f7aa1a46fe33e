import type { RowOf } from '../../../plugins/database/statement.ts'
import { changesIn, oppositeChanges, type RecordChanges, type RecordKind } from '../operations/changed-records.ts'
import { fieldsOf } from './edits.ts'
import type { OPERATION } from './statements.ts'

type Noun = readonly [one: string, many: string]

/** What the sentence says that an operation has changed. */
const CHANGED: Readonly<Partial<Record<RecordKind, Noun>>> = {
  kit: ['kit', 'kits'],
  kit_line: ['line of a kit', 'lines of kits'],
  shopping_list: ['shopping list', 'shopping lists'],
  shopping_list_line: ['line of a shopping list', 'lines of shopping lists'],
  seller: ['seller', 'sellers'],
  seller_number: ['number of a seller', 'numbers of sellers'],
  seller_link: ['link to a seller', 'links to sellers'],
  box: ['box', 'boxes'],
}
/** What it says that an operation has made. Types, sellers and boxes come with other records. */
const MADE: Readonly<Partial<Record<RecordKind, Noun>>> = {
  kit: ['the kit', 'kits'],
  shopping_list: ['the shopping list', 'shopping lists'],
}

/** What the sentence says in addition about an operation that changes records besides its stock; empty for others. */
export function changesInWords({ detail, turns }: Pick<RowOf<typeof OPERATION>, 'detail' | 'turns'>): string {
  const found = changesIn(detail)
  if (found === null) return ''
  // An undo is told by what it has taken back.
  const changes = turns % 2 === 1 ? oppositeChanges(found) : found
  const said = [
    ['changed', [...changedParts(changes), ...changedRecords(changes)]],
    ['made', madeRecords(changes)],
  ] as const
  return said.map(([verb, things]) => (things.length === 0 ? '' : `, and ${verb} ${list(things)}`)).join('')
}

function list(things: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(things)
}

function counted(count: number, [one, many]: Noun): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`
}

function changedParts({ parts: { count, first } }: RecordChanges): string[] {
  const [part] = first
  if (part === undefined) return []
  return [count === 1 ? `${fieldsOf(first)} of the part ${part.part_key}` : `fields of ${count} parts`]
}

function isMade(record: RecordKind, change: string): boolean {
  return change === 'created' && ['kit', 'shopping_list', 'seller', 'type', 'box'].includes(record)
}

function changedRecords({ records: { counts } }: RecordChanges): string[] {
  const sums = new Map<RecordKind, number>()
  for (const { record, change, count } of counts) {
    if (!isMade(record, change)) sums.set(record, (sums.get(record) ?? 0) + count)
  }
  return [...sums].flatMap(([record, count]) => {
    const noun = CHANGED[record]
    return noun === undefined ? [] : [counted(count, noun)]
  })
}

function madeRecords({ records: { counts, first } }: RecordChanges): string[] {
  return counts.flatMap(({ record, change, count }) => {
    const noun = MADE[record]
    if (noun === undefined || !isMade(record, change)) return []
    const [one, many] = noun
    const name = first.find((each) => each.record === record && each.change === 'created')?.name
    return [count === 1 && name !== undefined ? `${one} ${name}` : `${count} ${many}`]
  })
}
