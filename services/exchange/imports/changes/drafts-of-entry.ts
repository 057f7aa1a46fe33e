import type { RecordKind } from '../../../stock/operations/changed-records.ts'
import { numberOf, numbersOf, textOf } from '../undoing/read-before.ts'
import type { LogEntry, UndoEntity } from '../writing/undo-log.ts'
import { kitContentDrafts, listContentDrafts } from './content-drafts.ts'
import { type Draft, differences, fieldsIn, type Named } from './draft.ts'
import type { NamedEntity } from './statements.ts'

type Before = Readonly<Record<string, unknown>>

/** Records that are new, with the field that says the most of them. */
const CREATED: Readonly<Partial<Record<UndoEntity, { record: RecordKind; entity: NamedEntity; fields: string[] }>>> = {
  kit: { record: 'kit', entity: 'kit', fields: [] },
  kit_line: { record: 'kit_line', entity: 'kit_line', fields: ['required_per_unit'] },
  list: { record: 'shopping_list', entity: 'list', fields: [] },
  list_line: { record: 'shopping_list_line', entity: 'list_line', fields: ['needed'] },
  list_column: { record: 'shopping_list_group', entity: 'list_column', fields: ['seller'] },
  seller: { record: 'seller', entity: 'seller', fields: [] },
  seller_part: { record: 'seller_number', entity: 'seller_part', fields: ['number'] },
  seller_link: { record: 'seller_link', entity: 'seller_link', fields: ['link'] },
  part_code: { record: 'part_code', entity: 'part_code', fields: ['code'] },
  type: { record: 'type', entity: 'type', fields: [] },
  box: { record: 'box', entity: 'box', fields: [] },
}

/** Which records other than parts an entry of the log changes. */
export function draftsOf({ entity, id, before: noted }: LogEntry): Draft[] {
  const created = CREATED[entity]
  if (created !== undefined) {
    const { record, fields } = created
    return [
      { record, change: 'created', of: { entity: created.entity, id }, fields: (now) => differences({}, now, fields) },
    ]
  }
  const before = fieldsIn(noted)
  switch (entity) {
    case 'kit_fields':
      return [changedKit(id, before)]
    case 'kit_line_fields':
      return [changedKitLine(id, before)]
    case 'kit_line_removed':
      return [removedKitLine(before)]
    case 'kit_unfitted':
      return [unfitted(id, before)]
    case 'list_line_pieces':
      return [changedListLine(id, (now) => piecesBefore(before, now))]
    case 'seller_website':
      return [changedText('seller', 'website', id, before)]
    case 'box_description':
      return [changedText('box', 'description', id, before)]
    case 'kit_content':
      return kitContentDrafts(id, { from: fieldsIn(before.from), to: fieldsIn(before.to) })
    case 'list_content':
      return listContentDrafts(id, { from: fieldsIn(before.from), to: fieldsIn(before.to) })
    default:
      return []
  }
}

/** A line of a shopping list that receives pieces after its name is looked up. */
export function draftOfReceipt(id: number, pieces: number): Draft {
  return changedListLine(id, ({ received }) => [{ received }, { received: numberOf(received) + pieces }])
}

/** Lists and amounts of a line of a kit, with the parts by their keys. */
function kitLineFields(line: Before, named: Named): Before {
  const alternates = numbersOf(line.alternates).map((id) => named({ entity: 'part', id })?.name ?? '')
  return { required_per_unit: line.required, designators: line.designators, note: line.note, alternates }
}

const KIT_LINE = ['required_per_unit', 'designators', 'note', 'alternates']

function changedKitLine(id: number, before: Before): Draft {
  const [from, to] = [fieldsIn(before.from), fieldsIn(before.to)]
  return {
    record: 'kit_line',
    change: 'changed',
    of: { entity: 'kit_line', id },
    parts: [...numbersOf(from.alternates), ...numbersOf(to.alternates)],
    fields: (_, named) => differences(kitLineFields(from, named), kitLineFields(to, named), KIT_LINE),
  }
}

function removedKitLine(before: Before): Draft {
  return {
    record: 'kit_line',
    change: 'deleted',
    of: { entity: 'kit', id: numberOf(before.kitId) },
    partKey: textOf(before.partKey) ?? '',
    fields: () => differences({ required_per_unit: before.required }, {}, ['required_per_unit']),
  }
}

function unfitted(id: number, { lines }: Before): Draft {
  const from = Array.isArray(lines) ? lines.length : 0
  const of = { entity: 'kit', id } as const
  return {
    record: 'kit',
    change: 'changed',
    of,
    fields: (now) => [{ field: 'unfitted', from, to: numberOf(now.unfitted) }],
  }
}

/** @param fieldsOf what it was and what it becomes, by what it is now. */
function changedListLine(id: number, fieldsOf: (now: Before) => readonly [from: Before, to: Before]): Draft {
  return {
    record: 'shopping_list_line',
    change: 'changed',
    of: { entity: 'list_line', id },
    fields: (now) => {
      const [from, to] = fieldsOf(now)
      return differences(from, to, ['needed', 'ordered', 'received', 'status', 'seller'])
    },
  }
}

function piecesBefore(before: Before, now: Before): [from: Before, to: Before] {
  const seller = before.seller === undefined ? {} : { seller: now.seller }
  if (before.status === 'ordered') {
    return [
      { ordered: before.ordered, status: 'new' },
      { ordered: now.ordered, status: 'ordered', ...seller },
    ]
  }
  const [needed, ordered, pieces] = [numberOf(now.needed), numberOf(now.ordered), numberOf(before.pieces)]
  return [
    { needed: needed - pieces, ordered: ordered - pieces },
    { needed, ordered, ...seller },
  ]
}

function changedKit(id: number, { from, to }: Before): Draft {
  const of = { entity: 'kit', id } as const
  return {
    record: 'kit',
    change: 'changed',
    of,
    fields: () => differences(fieldsIn(from), fieldsIn(to), ['build_target']),
  }
}

function changedText(record: 'seller' | 'box', field: string, id: number, { from, to }: Before): Draft {
  return {
    record,
    change: 'changed',
    of: { entity: record, id },
    fields: () => differences({ [field]: from }, { [field]: to }, [field]),
  }
}
