import { isDeepStrictEqual } from 'node:util'
import type { Effect } from '../model.ts'
import type { PlannedRow } from '../planning/planned-row.ts'
import type { ContentChange, KitContent, ListContent } from './inventory-plan.ts'

type Entity = Effect['entity']
type Value = Effect['from']
type Line = Readonly<Record<string, unknown>> & { key: string }

/** Tells what becomes of a kit whose content is replaced. */
export function tellKitChange(planned: PlannedRow, name: string, { from, to }: ContentChange<KitContent>): void {
  tellFields(planned, { entity: 'kit', ref: name }, from, to, ['description', 'status', 'build_target'])
  tellLines(planned, 'kit_line', from.lines, to.lines, ['required_per_unit', 'note', 'designators', 'alternates'])
  tellList(planned, { entity: 'kit', ref: name, field: 'unfitted' }, from.unfitted, to.unfitted)
}

/** Tells what becomes of a shopping list whose content is replaced. */
export function tellListChange(planned: PlannedRow, name: string, { from, to }: ContentChange<ListContent>): void {
  tellFields(planned, { entity: 'list', ref: name }, from, to, ['description', 'status'])
  tellLines(planned, 'list_line', from.lines, to.lines, [
    'seller',
    'needed',
    'ordered',
    'received',
    'note',
    'status',
    'completion_mismatch',
    'completion_note',
  ])
  tellList(planned, { entity: 'list', ref: name, field: 'groups' }, from.groups, to.groups)
}

function tellFields(
  planned: PlannedRow,
  what: { entity: Entity; ref: string },
  from: object,
  to: object,
  fields: readonly string[],
): void {
  for (const field of fields) {
    const [before, after]: [unknown, unknown] = [Reflect.get(from, field), Reflect.get(to, field)]
    if (isDeepStrictEqual(before, after)) continue
    planned.effect({ op: 'change', ...what, field, from: shownValue(before), to: shownValue(after) })
  }
}

function tellLines(
  planned: PlannedRow,
  entity: Entity,
  from: readonly Line[],
  to: readonly Line[],
  fields: readonly string[],
): void {
  const before = new Map(from.map((line) => [line.key, line]))
  const after = new Set(to.map(({ key }) => key))
  for (const line of to) {
    const there = before.get(line.key)
    if (there !== undefined) tellFields(planned, { entity, ref: line.key }, there, line, fields)
    else planned.effect({ op: 'create', entity, ref: line.key })
  }
  for (const key of before.keys()) if (!after.has(key)) planned.effect({ op: 'remove', entity, ref: key })
}

function tellList(
  planned: PlannedRow,
  what: { entity: Entity; ref: string; field: string },
  from: readonly unknown[],
  to: readonly unknown[],
): void {
  if (!isDeepStrictEqual(from, to)) planned.effect({ op: 'change', ...what, from: from.length, to: to.length })
}

function shownValue(value: unknown): Value {
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'string' || typeof value === 'number' || value === null ? value : String(value)
}
