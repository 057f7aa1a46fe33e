import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { addDocumentSets } from '../load-catalogue.ts'
import { insertRows } from '../references.ts'
import { Dice } from './dice.ts'
import type { PartDraft } from './part-family.ts'
import { ADD_GENERATED_PARTS } from './statements.ts'

const YEARS = 6
const MS_A_YEAR = 365.25 * 24 * 3_600_000
const WITHOUT_TYPE = 4
const WITH_PRODUCT_PAGE = 30

/** A part that is in the database now. */
export interface AddedPart {
  id: number
  setId: number
  draft: PartDraft
}

/** The place of these parts among all generated ones, from which their age follows. */
export interface Position {
  first: number
  total: number
  /** Milliseconds; nothing is newer. */
  now: number
}

/** What the drafts do not have. */
export interface AddPartsOptions {
  /** One for each draft. */
  keys: readonly string[]
  /** Ids by name. */
  types: ReadonlyMap<string, number>
  position: Position
}

/** Adds parts with a document set each. */
export async function addParts(
  unit: UnitOfWork,
  drafts: readonly PartDraft[],
  { keys, types, position: { first, total, now } }: AddPartsOptions,
): Promise<AddedPart[]> {
  const sets = (await addDocumentSets(unit, drafts.length)).toSorted((a, b) => a - b)
  const rows = drafts.map((draft, n) => {
    const dice = new Dice(first + n)
    const age = YEARS * MS_A_YEAR * (1 - (first + n + dice.next()) / (total + 1))
    const created = now - age
    const number = draft.number ?? null
    return {
      key: keys[n],
      attachment_set_id: sets[n],
      description: draft.description,
      type_id: dice.percent(WITHOUT_TYPE) ? null : (types.get(draft.type) ?? null),
      manufacturer_code: number,
      manufacturer: draft.maker ?? null,
      product_page:
        number && dice.percent(WITH_PRODUCT_PAGE)
          ? `https://octopart.com/search?q=${encodeURIComponent(number)}`
          : null,
      tags: draft.tags.length > 0 ? draft.tags : null,
      package: draft.package ?? null,
      pin_count: draft.pins ?? null,
      pin_pitch: draft.pitch ?? null,
      voltage_rating: draft.rating ?? null,
      input_voltage: draft.input ?? null,
      output_voltage: draft.output ?? null,
      mounting_type: draft.mounting ?? null,
      series: draft.series ?? null,
      dimensions: draft.dimensions ?? null,
      created_at: new Date(created).toISOString(),
      updated_at: new Date(created + age * dice.next()).toISOString(),
    }
  })
  const ids = await insertRows(unit, ADD_GENERATED_PARTS, rows)
  return drafts.map((draft, n) => ({ id: ids[n] ?? 0, setId: sets[n] ?? 0, draft }))
}
