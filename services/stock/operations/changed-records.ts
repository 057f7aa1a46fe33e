import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { OneOf } from '../../schema-types.ts'
import { changedValue, partWithChanges } from './field-change.ts'
import type { Effect } from './operation.ts'

/** An operation names so many parts whose fields it changes, and so many other records. */
export const MOST_SHOWN = 20

/** Fields of a part that an operation can change. */
export const PART_FIELDS = [
  'description',
  'manufacturer_code',
  'manufacturer',
  'type_id',
  'package',
  'mounting_type',
  'series',
  'tags',
  'product_page',
  'voltage_rating',
  'input_voltage',
  'output_voltage',
  'pin_count',
  'pin_pitch',
  'dimensions',
  'minimum_quantity',
] as const

export const ChangedPartSchema = partWithChanges(PART_FIELDS, { part: 'ChangedPart', changes: 'ChangedPartFields' })
export type ChangedPart = Type.Static<typeof ChangedPartSchema>

/** Records other than parts that an operation can change besides stock. */
export const CHANGED_RECORDS = [
  'kit',
  'kit_line',
  'shopping_list',
  'shopping_list_line',
  'shopping_list_group',
  'seller',
  'seller_number',
  'seller_link',
  'part_code',
  'type',
  'box',
] as const
export type RecordKind = (typeof CHANGED_RECORDS)[number]

const KINDS_OF_CHANGE = ['created', 'changed', 'deleted'] as const
type KindOfChange = (typeof KINDS_OF_CHANGE)[number]

export const ChangedRecordSchema = Type.Object(
  {
    record: OneOf(CHANGED_RECORDS),
    id: Type.Integer({
      description:
        'Of the kit, the shopping list, the seller or the type, or the number of the box; for a line that of its kit or list, for a number or a link that of the seller; 0 for a code',
    }),
    name: Type.String({ description: 'Of the same; the number of a box as text, the key of the part for a code' }),
    part_key: Type.Unsafe<string | null>({
      anyOf: [{ type: 'string' }, { type: 'null' }],
      description: 'The part of a line, a number or a link',
    }),
    change: OneOf(KINDS_OF_CHANGE),
    fields: Type.Array(Type.Object({ field: Type.String(), ...changedValue }, { title: 'ChangedField' }), {
      description: 'What it was and what it is; lists of a line as text',
    }),
  },
  { title: 'ChangedRecord' },
)
export type ChangedRecord = Type.Static<typeof ChangedRecordSchema>

const Changes = Type.Object({
  parts: Type.Object({ count: Type.Integer(), first: Type.Array(ChangedPartSchema) }),
  records: Type.Object({
    counts: Type.Array(
      Type.Object({ record: OneOf(CHANGED_RECORDS), change: OneOf(KINDS_OF_CHANGE), count: Type.Integer() }),
    ),
    first: Type.Array(ChangedRecordSchema),
  }),
})
/** What an operation changes besides stock: how many records of which kind, and the first of them. */
export type RecordChanges = Type.Static<typeof Changes>

const Detail = Type.Object({ changes: Changes })

/** The effect, with what the operation changes besides stock. It is shown with it, and with what undoes it. */
export function withChanges<Given extends Effect>(effect: Given, changes: RecordChanges): Given {
  if (changes.parts.count === 0 && changes.records.counts.length === 0) return effect
  return { ...effect, detail: { ...effect.detail, changes } }
}

/** What the detail of an effect says that was changed besides stock; null where it does not say it. */
export function changesIn(detail: unknown): RecordChanges | null {
  return Value.Check(Detail, detail) ? detail.changes : null
}

const OPPOSITE: Readonly<Record<KindOfChange, KindOfChange>> = {
  created: 'deleted',
  changed: 'changed',
  deleted: 'created',
}

/**
 * What undoing does to the same records.
 *
 * @param staying records that were created, and that are not deleted again, since something else needs them.
 */
export function oppositeChanges(
  { parts, records }: RecordChanges,
  staying: readonly { record: RecordKind; id: number }[] = [],
): RecordChanges {
  const stays = new Set(staying.map(({ record, id }) => `${record} ${id}`))
  const kept = Map.groupBy(staying, ({ record }) => record)
  const counts = records.counts.flatMap(({ record, change, count }) => {
    const left = change === 'created' ? count - (kept.get(record)?.length ?? 0) : count
    return left > 0 ? [{ record, change: OPPOSITE[change], count: left }] : []
  })
  return {
    parts: { count: parts.count, first: parts.first.map(oppositePart) },
    records: {
      counts,
      first: records.first.flatMap((one) =>
        one.change === 'created' && stays.has(`${one.record} ${one.id}`) ? [] : [oppositeRecord(one)],
      ),
    },
  }
}

function oppositePart({ part_key, changes }: ChangedPart): ChangedPart {
  const opposite: ChangedPart['changes'] = {}
  for (const field of PART_FIELDS) {
    const one = changes[field]
    if (one !== undefined) opposite[field] = { from: one.to, to: one.from }
  }
  return { part_key, changes: opposite }
}

function oppositeRecord(one: ChangedRecord): ChangedRecord {
  const fields = one.fields.map(({ field, from, to }) => ({ field, from: to, to: from }))
  return { ...one, change: OPPOSITE[one.change], fields }
}
