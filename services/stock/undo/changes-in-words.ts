import type { RowOf } from '../../../plugins/database/statement.ts'
import { changesIn, oppositeChanges, type RecordChanges, type RecordKind } from '../operations/changed-records.ts'
import { madePartsIn } from '../operations/made-parts.ts'
import { fieldsOf } from './edits.ts'
import type { OPERATION } from './statements.ts'

interface Noun {
  one: string
  many: string
  /** What its name stands behind, where it is one or belongs to one: "the kit", "of the kit". */
  named: string
}

/** What the sentence says that an operation has changed, added or removed. */
const CHANGED: Readonly<Partial<Record<RecordKind, Noun>>> = {
  kit: { one: 'kit', many: 'kits', named: 'the kit' },
  kit_line: { one: 'line', many: 'lines', named: 'of the kit' },
  shopping_list: { one: 'shopping list', many: 'shopping lists', named: 'the shopping list' },
  shopping_list_line: { one: 'line', many: 'lines', named: 'of the shopping list' },
  seller: { one: 'seller', many: 'sellers', named: 'the seller' },
  seller_number: { one: 'number', many: 'numbers', named: 'of the seller' },
  seller_link: { one: 'link', many: 'links', named: 'to the seller' },
  part_code: { one: 'code', many: 'codes', named: 'of the part' },
  type: { one: 'type', many: 'types', named: 'the type' },
  box: { one: 'box', many: 'boxes', named: 'the box' },
}
/** What belongs to several records. */
const OF_SEVERAL: Readonly<Partial<Record<RecordKind, string>>> = {
  kit_line: 'of kits',
  shopping_list_line: 'of shopping lists',
  seller_number: 'of sellers',
  seller_link: 'to sellers',
  part_code: 'of parts',
}
/** What it says that an operation has made. Types, sellers and boxes come with other records: they are told where nothing else is. */
const MADE: readonly RecordKind[] = ['kit', 'shopping_list']
const MADE_ALONE: readonly RecordKind[] = ['type', 'seller', 'box']

/** What the sentence says in addition about an operation that changes records besides its stock; empty for others. */
export function changesInWords({ detail, turns }: Pick<RowOf<typeof OPERATION>, 'detail' | 'turns'>): string {
  const found = changesIn(detail)
  if (found === null) return ''
  const isUndone = turns % 2 === 1
  // An undo is told by what it has taken back.
  const changes = isUndone ? oppositeChanges(found) : found
  const rest = [
    ['changed', [...changedParts(changes), ...records(changes, 'changed')]],
    ['added', records(changes, 'created')],
    ['removed', records(changes, 'deleted')],
  ] as const
  const own = made(changes, MADE)
  const isTold = own.length > 0 || rest.some(([, things]) => things.length > 0) || madePartsIn(detail) !== null
  const all = isTold ? own : made(changes, MADE_ALONE)
  const said = [...rest, ['made', all] as const].map(([verb, things]) =>
    things.length === 0 ? '' : `, and ${verb} ${list(things)}`,
  )
  const isOne = all.length === 1 && !/^\d/.test(all[0] ?? '')
  return said.join('') + (isUndone && all.length > 0 ? `, which ${isOne ? 'is' : 'are'} deleted again` : '')
}

function list(things: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(things)
}

function changedParts({ parts: { count, first } }: RecordChanges): string[] {
  const [part] = first
  if (part === undefined) return []
  return [count === 1 ? `${fieldsOf(first)} of the part ${part.part_key}` : `fields of ${count} parts`]
}

function isMade(record: RecordKind, change: string): boolean {
  return change === 'created' && [...MADE, ...MADE_ALONE].includes(record)
}

type Changes = RecordChanges['records']
type Change = Changes['counts'][number]['change']

/** "3 lines of the kit Lamp", "the seller Shop", "2 kits" */
function inWords({ first }: Changes, { record, change, count }: Changes['counts'][number]): string[] {
  const noun = CHANGED[record]
  if (noun === undefined) return []
  const ofKind = first.filter((each) => each.record === record && each.change === change)
  const [one] = ofKind
  const isOfOne =
    one !== undefined && ofKind.length === count && ofKind.every(({ id, name }) => id === one.id && name === one.name)
  const several = OF_SEVERAL[record]
  if (isOfOne && several === undefined) return [`${noun.named} ${one.name}`]
  const counted = count === 1 ? `1 ${noun.one}` : `${count} ${noun.many}`
  if (several === undefined) return [counted]
  return [`${counted} ${isOfOne ? `${noun.named} ${one.name}` : several}`]
}

function records({ records: changes }: RecordChanges, change: Change): string[] {
  return changes.counts.flatMap((counted) =>
    counted.change === change && !isMade(counted.record, change) && counted.record !== 'type'
      ? inWords(changes, counted)
      : [],
  )
}

function made({ records: changes }: RecordChanges, kinds: readonly RecordKind[]): string[] {
  return changes.counts.flatMap((counted) =>
    isMade(counted.record, counted.change) && kinds.includes(counted.record) ? inWords(changes, counted) : [],
  )
}
