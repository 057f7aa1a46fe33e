import type { Database } from '../../../../plugins/database/database.ts'
import { DomainError } from '../../../../plugins/errors/domain-error.ts'
import {
  LABELLED_BOXES,
  LABELLED_KITS,
  LABELLED_LOCATIONS,
  LABELLED_PARTS,
  LABELLED_PICK_LISTS,
  SLOTS_OF_BOXES,
} from '../statements.ts'
import type { LabelKind } from '../templates/template.ts'
import type { CodeTexts } from './code-text.ts'
import type { BoxContent, LabelContent } from './label-content.ts'
import type { LabelItem } from './label-item.ts'

/** What labels of one kind say, by their ids. */
type Contents = Map<string, Omit<LabelContent, 'kind' | 'codes'>>

/** So many of the items that do not exist are named in a message. */
const MOST_NAMED = 5

/** What the kinds are called. */
export const RESOURCES: Readonly<Record<LabelKind, string>> = {
  part: 'Part',
  location: 'Location',
  box: 'Box',
  kit: 'Kit',
  pick_list: 'Pick list',
}

function stated(...texts: (string | null)[]): string[] {
  return texts.flatMap((text) => (text === null || text.trim() === '' ? [] : [text]))
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** 404 for all items that do not exist: whoever prints a queue takes them out in one go. */
function notFound(missing: readonly LabelItem[]): DomainError {
  const names = [...new Set(missing.map(({ kind, id }) => `${RESOURCES[kind]} ${id}`))]
  const shown = names.slice(0, MOST_NAMED)
  const more = names.length > shown.length ? [`${names.length - shown.length} more`] : []
  const text = new Intl.ListFormat('en').format([...shown, ...more])
  return new DomainError(
    404,
    'RECORD_NOT_FOUND',
    `${text} ${names.length === 1 ? 'was' : 'were'} not found`,
    'Nothing was done; leave out what does not exist any more',
    { missing: missing.map(({ kind, id }) => ({ kind, id })) },
  )
}

const READ: Readonly<Record<LabelKind, (db: Database, ids: readonly string[]) => Promise<Contents>>> = {
  async part(db, ids) {
    const rows = await db.query(LABELLED_PARTS, [ids])
    return new Map(
      rows.map((part) => {
        const facts = [stated(part.manufacturer_code), stated(part.package, part.voltage_rating, part.place)]
        return [part.key, { title: part.key, description: part.description, facts }]
      }),
    )
  },
  async location(db, ids) {
    const rows = await db.query(LABELLED_LOCATIONS, [ids])
    return new Map(rows.map(({ address, description }) => [address, { title: address, description, facts: [] }]))
  },
  async box(db, ids) {
    const rows = await db.query(LABELLED_BOXES, [ids.map(Number)])
    return new Map(
      rows.map(({ box_no, description, capacity }) => [
        String(box_no),
        { title: String(box_no), description, facts: [[counted(capacity, 'slot')]] },
      ]),
    )
  },
  async kit(db, ids) {
    const rows = await db.query(LABELLED_KITS, [ids.map(Number)])
    return new Map(
      rows.map(({ id, name, description }) => [
        String(id),
        { title: name, description: description ?? '', facts: [[`Kit ${id}`]] },
      ]),
    )
  },
  async pick_list(db, ids) {
    const rows = await db.query(LABELLED_PICK_LISTS, [ids.map(Number)])
    return new Map(
      rows.map(({ id, name, requested_units }) => [
        String(id),
        { title: name, description: '', facts: [[`Pick list ${id}`, `${requested_units}×`]] },
      ]),
    )
  },
}

/**
 * What stands on labels, read in one statement a kind, in the order of the items and as often as each is wanted.
 *
 * @throws DomainError 404 that names the items that do not exist.
 */
export async function readContents(
  db: Database,
  items: readonly LabelItem[],
  codeTexts: CodeTexts,
): Promise<LabelContent[]> {
  const found = await readFound(db, items)
  return items.flatMap(({ kind, id, copies }) => {
    const content = found.get(kind)?.get(id)
    if (content === undefined) return []
    return Array<LabelContent>(copies).fill({ ...content, kind, codes: codeTexts(kind, id) })
  })
}

/** @throws DomainError 404 that names the items that do not exist. */
export async function demandItems(db: Database, items: readonly LabelItem[]): Promise<void> {
  await readFound(db, items)
}

/** Those of the items that do not exist, in their order. */
export async function missingItems(db: Database, items: readonly LabelItem[]): Promise<LabelItem[]> {
  return missingAmong(items, await readEach(db, items))
}

async function readFound(db: Database, items: readonly LabelItem[]): Promise<ReadonlyMap<LabelKind, Contents>> {
  const found = await readEach(db, items)
  const missing = missingAmong(items, found)
  if (missing.length > 0) throw notFound(missing)
  return found
}

async function readEach(db: Database, items: readonly LabelItem[]): Promise<ReadonlyMap<LabelKind, Contents>> {
  const kinds = [...new Set(items.map(({ kind }) => kind))]
  const found = new Map<LabelKind, Contents>()
  for (const kind of kinds) {
    const ids = [...new Set(items.filter((item) => item.kind === kind).map(({ id }) => id))]
    found.set(kind, await READ[kind](db, ids))
  }
  return found
}

function missingAmong(items: readonly LabelItem[], found: ReadonlyMap<LabelKind, Contents>): LabelItem[] {
  return items.filter(({ kind, id }) => found.get(kind)?.has(id) !== true)
}

/** The same for boxes with all that lies in them. */
export async function readBoxes(
  db: Database,
  items: readonly LabelItem[],
  codeTexts: CodeTexts,
): Promise<BoxContent[]> {
  const contents = await readContents(db, items, codeTexts)
  const rows = await db.query(SLOTS_OF_BOXES, [[...new Set(items.map(({ id }) => Number(id)))]])
  const slots = new Map(rows.map((row) => [String(row.box_no), row.slots]))
  return contents.map((content) => ({
    ...content,
    slots: (slots.get(content.title) ?? []).map(({ loc_no: locNo, parts }) => ({ locNo, parts })),
  }))
}
