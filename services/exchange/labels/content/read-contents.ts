import type { Database } from '../../../../plugins/database/database.ts'
import { recordNotFound } from '../../../../plugins/errors/domain-error.ts'
import {
  LABELLED_BOXES,
  LABELLED_KITS,
  LABELLED_LOCATIONS,
  LABELLED_PARTS,
  LABELLED_PICK_LISTS,
  SLOTS_OF_BOXES,
} from '../statements.ts'
import type { LabelKind } from '../templates/template.ts'
import type { BoxContent, LabelContent } from './label-content.ts'
import type { LabelItem } from './label-item.ts'

type CodeText = (kind: LabelKind, id: string) => string
/** What labels of one kind say, by their ids. */
type Contents = Map<string, Omit<LabelContent, 'kind' | 'code'>>

const RESOURCES: Readonly<Record<LabelKind, string>> = {
  part: 'Part',
  location: 'Location',
  box: 'Box',
  kit: 'Kit',
  pick_list: 'Pick list',
}

function facts(...texts: (string | null)[]): string[] {
  return texts.flatMap((text) => (text === null || text.trim() === '' ? [] : [text]))
}

const READ: Readonly<Record<LabelKind, (db: Database, ids: readonly string[]) => Promise<Contents>>> = {
  async part(db, ids) {
    const rows = await db.query(LABELLED_PARTS, [ids])
    return new Map(
      rows.map((part) => {
        const small = facts(part.package, part.voltage_rating, part.place).join(' · ')
        return [
          part.key,
          { title: part.key, description: part.description, facts: facts(part.manufacturer_code, small) },
        ]
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
        { title: String(box_no), description, facts: [`${capacity} slots`] },
      ]),
    )
  },
  async kit(db, ids) {
    const rows = await db.query(LABELLED_KITS, [ids.map(Number)])
    return new Map(
      rows.map(({ id, name, description }) => [
        String(id),
        { title: name, description: description ?? '', facts: [`Kit ${id}`] },
      ]),
    )
  },
  async pick_list(db, ids) {
    const rows = await db.query(LABELLED_PICK_LISTS, [ids.map(Number)])
    return new Map(
      rows.map(({ id, name, requested_units }) => [
        String(id),
        { title: name, description: '', facts: [`Pick list ${id} · ${requested_units}×`] },
      ]),
    )
  },
}

/**
 * What stands on labels, read in one statement a kind, in the order of the items and as often as each is wanted.
 *
 * @throws DomainError 404 for the first item that does not exist.
 */
export async function readContents(
  db: Database,
  items: readonly LabelItem[],
  codeText: CodeText,
): Promise<LabelContent[]> {
  const kinds = [...new Set(items.map(({ kind }) => kind))]
  const found = new Map<LabelKind, Contents>()
  for (const kind of kinds) {
    const ids = [...new Set(items.filter((item) => item.kind === kind).map(({ id }) => id))]
    found.set(kind, await READ[kind](db, ids))
  }
  return items.flatMap(({ kind, id, copies }) => {
    const content = found.get(kind)?.get(id)
    if (content === undefined) throw recordNotFound(RESOURCES[kind], id)
    return Array<LabelContent>(copies).fill({ ...content, kind, code: codeText(kind, id) })
  })
}

/** The same for boxes with all that lies in them. */
export async function readBoxes(db: Database, items: readonly LabelItem[], codeText: CodeText): Promise<BoxContent[]> {
  const contents = await readContents(db, items, codeText)
  const rows = await db.query(SLOTS_OF_BOXES, [[...new Set(items.map(({ id }) => Number(id)))]])
  const slots = new Map(rows.map((row) => [String(row.box_no), row.slots]))
  return contents.map((content) => ({
    ...content,
    slots: (slots.get(content.title) ?? []).map(({ loc_no: locNo, parts }) => ({ locNo, parts })),
  }))
}
