import { type ChangedField, type Draft, differences, fieldsIn, type Reference } from './draft.ts'

const KIT_FIELDS = ['description', 'status', 'build_target']
const KIT_LINE_FIELDS = ['required_per_unit', 'designators', 'note', 'alternates']
const LIST_FIELDS = ['description', 'status']
const LIST_LINE_FIELDS = [
  'seller',
  'needed',
  'ordered',
  'received',
  'note',
  'status',
  'completion_mismatch',
  'completion_note',
]

type Content = Readonly<Record<string, unknown>>
type Line = Content & { key: string }

/** What was changed of a kit whose content was replaced. */
export function kitContentDrafts(id: number, { from, to }: { from: Content; to: Content }): Draft[] {
  const of = { entity: 'kit', id } as const
  const head = [...differences(from, to, KIT_FIELDS), ...sizes('unfitted', from.unfitted, to.unfitted)]
  return [...headDraft('kit', of, head), ...lineDrafts('kit_line', of, from.lines, to.lines)]
}

/** The same of a shopping list. */
export function listContentDrafts(id: number, { from, to }: { from: Content; to: Content }): Draft[] {
  const of = { entity: 'list', id } as const
  const head = [...differences(from, to, LIST_FIELDS), ...sizes('groups', from.groups, to.groups)]
  return [...headDraft('shopping_list', of, head), ...lineDrafts('shopping_list_line', of, from.lines, to.lines)]
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function linesIn(value: unknown): Line[] {
  return listIn(value).flatMap((each) => {
    const line = fieldsIn(each)
    return typeof line.key === 'string' ? [{ ...line, key: line.key }] : []
  })
}

function headDraft(record: Draft['record'], of: Reference, fields: ChangedField[]): Draft[] {
  return fields.length === 0 ? [] : [{ record, change: 'changed', of, fields: () => fields }]
}

/** How many there were, and are, of what has no key. */
function sizes(field: string, from: unknown, to: unknown): ChangedField[] {
  const isSame = JSON.stringify(from) === JSON.stringify(to)
  return isSame ? [] : [{ field, from: listIn(from).length, to: listIn(to).length }]
}

function lineDrafts(
  record: 'kit_line' | 'shopping_list_line',
  of: Reference,
  linesBefore: unknown,
  linesAfter: unknown,
): Draft[] {
  const [from, to] = [linesIn(linesBefore), linesIn(linesAfter)]
  const names = record === 'kit_line' ? KIT_LINE_FIELDS : LIST_LINE_FIELDS
  const amount = record === 'kit_line' ? ['required_per_unit'] : ['needed']
  const before = new Map(from.map((line) => [line.key, line]))
  const after = new Set(to.map(({ key }) => key))
  const draft = (key: string, change: Draft['change'], fields: ChangedField[]): Draft => ({
    record,
    change,
    of,
    partKey: key,
    fields: () => fields,
  })
  const written = to.flatMap((line): Draft[] => {
    const there = before.get(line.key)
    if (there === undefined) return [draft(line.key, 'created', differences({}, line, amount))]
    const fields = differences(there, line, names)
    return fields.length === 0 ? [] : [draft(line.key, 'changed', fields)]
  })
  const gone = from.filter(({ key }) => !after.has(key))
  return [...written, ...gone.map((line) => draft(line.key, 'deleted', differences(line, {}, amount)))]
}
