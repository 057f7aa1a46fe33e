import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import {
  type ChangedPart,
  type ChangedRecord,
  MOST_SHOWN,
  PART_FIELDS,
  type RecordChanges,
} from '../../../stock/operations/changed-records.ts'
import { textsOf } from '../undoing/read-before.ts'
import type { LogEntry, UndoEntity } from '../writing/undo-log.ts'
import { type Draft, fieldsIn, type Named, type Reference, shownValue } from './draft.ts'
import { draftOfReceipt, draftsOf } from './drafts-of-entry.ts'
import { NAMES_OF_RECORDS, type NamedRecord } from './statements.ts'

/** What a record belongs to: what belongs to a part, a kit or a list that the import has made goes with that. */
const OWNER: Readonly<Partial<Record<UndoEntity, UndoEntity>>> = {
  seller_part: 'part',
  seller_link: 'part',
  part_code: 'part',
  kit_line: 'kit',
  list_line: 'list',
  list_column: 'list',
}

const OWNERS: ReadonlySet<UndoEntity> = new Set(['part', 'kit', 'list'])

/**
 * What an import has changed besides stock and besides the parts that it has made, for its operation. It takes one statement.
 *
 * @param entries what it has written.
 * @param received lines of shopping lists that it is about to receive.
 */
export async function changesOfImport(
  unit: UnitOfWork,
  entries: readonly LogEntry[],
  received: readonly { id: number; delta: number }[],
): Promise<RecordChanges> {
  const made = new Set(entries.flatMap(({ entity, id }) => (OWNERS.has(entity) ? [`${entity} ${id}`] : [])))
  const own = entries.filter(({ entity, owner }) => owner === null || !made.has(`${OWNER[entity]} ${owner}`))
  const parts = own.filter(({ entity }) => entity === 'part_fields')
  const receipts = received.map(({ id, delta: pieces }) => draftOfReceipt(id, pieces))
  const drafts = joined([...own.flatMap(draftsOf), ...receipts])
  const [firstParts, firstDrafts] = [parts.slice(0, MOST_SHOWN), drafts.slice(0, MOST_SHOWN)]
  const named = await lookUp(unit, [
    ...firstParts.map(({ id }): Reference => ({ entity: 'part', id })),
    ...firstDrafts.flatMap(({ of, parts = [] }) => [of, ...parts.map((id): Reference => ({ entity: 'part', id }))]),
  ])
  return {
    parts: { count: parts.length, first: firstParts.map((entry) => changedPart(entry, named)) },
    records: { counts: countsOf(drafts), first: firstDrafts.map((draft) => changedRecord(draft, named)) },
  }
}

/** One draft for each record, in the order of the first. */
function joined(drafts: readonly Draft[]): Draft[] {
  const found = new Map<string, Draft>()
  for (const draft of drafts) {
    const { record, of, partKey = '' } = draft
    const key = `${record} ${of.entity} ${of.id} ${partKey}`
    const first = found.get(key)
    found.set(key, first === undefined ? draft : withFieldsOf(first, draft))
  }
  return [...found.values()]
}

function withFieldsOf(first: Draft, other: Draft): Draft {
  return {
    ...first,
    parts: [...(first.parts ?? []), ...(other.parts ?? [])],
    fields: (now, named) => [...first.fields(now, named), ...other.fields(now, named)],
  }
}

async function lookUp(unit: UnitOfWork, references: readonly Reference[]): Promise<Named> {
  const keyOf = ({ entity, id }: Reference) => `${entity} ${id}`
  const asked = [...new Map(references.map((each) => [keyOf(each), each])).values()]
  const found = new Map<string, NamedRecord>()
  if (asked.length > 0) {
    const values = [asked.map(({ entity }) => entity), asked.map(({ id }) => id)]
    for (const row of await unit.query(NAMES_OF_RECORDS, values))
      if (row.found !== null) found.set(keyOf(row), row.found)
  }
  return (reference) => found.get(keyOf(reference))
}

function changedPart({ id, before }: LogEntry, named: Named): ChangedPart {
  const noted = fieldsIn(before)
  const changes: ChangedPart['changes'] = {}
  for (const field of PART_FIELDS) {
    if (noted[field] === undefined) continue
    const { from, to } = fieldsIn(noted[field])
    changes[field] =
      field === 'tags' ? { from: textsOf(from), to: textsOf(to) } : { from: shownValue(from), to: shownValue(to) }
  }
  return { part_key: named({ entity: 'part', id })?.name ?? '', changes }
}

function changedRecord({ record, change, of, partKey, fields }: Draft, named: Named): ChangedRecord {
  const { id = 0, name = '', part_key = null, now = {} } = named(of) ?? {}
  return { record, id, name, part_key: partKey ?? part_key, change, fields: fields(now, named) }
}

function countsOf(drafts: readonly Draft[]): RecordChanges['records']['counts'] {
  return [...Map.groupBy(drafts, ({ record, change }) => `${record} ${change}`).values()].flatMap((same) => {
    const [first] = same
    return first === undefined ? [] : [{ record: first.record, change: first.change, count: same.length }]
  })
}
