import { bomOptions, listOptions, orderOptionsOf } from '../chosen-options.ts'
import { planInventory } from '../inventory/plan-rows.ts'
import type { Effect, MatchedRow } from '../model.ts'
import type { OrderOptions } from '../options.ts'
import { SellerNames } from '../seller-names.ts'
import { alternatesOf } from './alternates.ts'
import { bookedBefore } from './booked-before.ts'
import { warnOfDeletedKeys } from './deleted-keys.ts'
import type { ImportFacts } from './import-facts.ts'
import { planBom } from './kinds/plan-bom.ts'
import { planCart } from './kinds/plan-cart.ts'
import { planList } from './kinds/plan-list.ts'
import { planOrder } from './kinds/plan-order.ts'
import { matchedSince } from './matched-since.ts'
import { hasList, nameOfKit, nameOfList } from './named-holders.ts'
import { NamedPlaces } from './named-places.ts'
import { type FreeLocations, PlaceFinder, type PlaceRules } from './place-finder.ts'
import type { Plan } from './plan.ts'
import { PlannedRow } from './planned-row.ts'
import { type PartRules, Planner } from './planner.ts'
import { loadPresent, type Present, type PresentPart, type Queries } from './present.ts'
import { loadKit, type PresentKit } from './present-kit.ts'
import { loadList } from './present-list.ts'
import { nothingReceived, receivedBefore } from './received-before.ts'
import { rememberedSince } from './remembered-since.ts'
import { FREE_LOCATIONS } from './statements.ts'
import { comparedWithTwin } from './twin.ts'
import { wantedOf } from './wanted.ts'

/** Leaving rows out may leave others without what they need, but not often. */
const MOST_ROUNDS = 4

/** What a commit would do now. */
export interface PlannedImport {
  rows: PlannedRow[]
  plan: Plan
  /** The committed import of the same file. */
  repeatOf: number | null
  /** Why nothing can be committed, as it follows "because". */
  obstacle: string | null
  /** What is there already of what the plan changes. */
  presentParts: ReadonlyMap<number, PresentPart>
  presentStock: Present['stock']
  kit: PresentKit | null
  listId: number | null
}

function result(
  rows: PlannedRow[],
  { plan, present }: Pick<Planner, 'plan' | 'present'>,
  found: Partial<PlannedImport> = {},
): PlannedImport {
  const presentParts = new Map([...present.parts.values()].map((part) => [part.id, part]))
  const presentStock = present.stock
  return { rows, plan, repeatOf: null, obstacle: null, presentParts, presentStock, kit: null, listId: null, ...found }
}

/**
 * Plans what the rows of an import change, compared with the inventory as it is now. Inside a unit of work it sees what
 * that has locked.
 *
 * @param leftOut other rows of the file: they change nothing, and what they are about stays.
 */
export async function planImport(
  db: Queries,
  facts: ImportFacts,
  read: readonly MatchedRow[],
  leftOut: readonly MatchedRow[] = [],
): Promise<PlannedImport> {
  const { rows: compared, isRepeat, repeatOf } = await comparedWithTwin(db, facts, read)
  const isAsCompared = isRepeat || facts.kind === 'inventory'
  const rows = isAsCompared ? compared : await matchedSince(db, facts, await rememberedSince(db, compared))
  const refused = new Map<number, PlannedRow>()
  for (let round = 0; ; round++) {
    const planned = await planOnce(
      db,
      facts,
      rows.filter(({ rowNo }) => !refused.has(rowNo)),
      { isRepeat, leftOut: [...leftOut, ...[...refused.values()].map(({ row }) => row)] },
    )
    // What a row would have begun, such as a new part, is begun by the next row that needs it, and what it says counts no more.
    const begun = planned.rows.filter(
      ({ problems, effects, hasSaid }) => problems.errors.length > 0 && (effects.length > 0 || hasSaid),
    )
    for (const row of begun) refused.set(row.row.rowNo, row)
    if (begun.length === 0 || round >= MOST_ROUNDS) {
      const known = new Map(planned.rows.map((row) => [row.row.rowNo, row]))
      const all = rows.flatMap(({ rowNo }) => known.get(rowNo) ?? refused.get(rowNo) ?? [])
      if (!isAsCompared) await warnOfDeletedKeys(db, all)
      return { ...planned, rows: all, repeatOf }
    }
  }
}

async function planOnce(
  db: Queries,
  facts: ImportFacts,
  rows: readonly MatchedRow[],
  { isRepeat, leftOut }: { isRepeat: boolean; leftOut: readonly MatchedRow[] },
): Promise<PlannedImport> {
  const planned = rows.map((row) => new PlannedRow(row))
  if (isRepeat) return result(planned, new Planner(facts.kind, NOTHING, { rules: NO_RULES, rows: [] }))
  if (facts.kind === 'bom') return planKit(db, facts, planned, leftOut)
  if (facts.kind === 'inventory') return result(planned, await planInventory(db, facts.options, planned))
  if (facts.kind === 'order' || facts.kind === 'cart') return planPurchase(db, facts, planned, leftOut)
  const options = listOptions(facts.options)
  const present = await loadPresent(db, wantedOf(facts, rows, { extra: [], place: options.place }))
  const rules = { createParts: options.create_parts, createTypes: options.create_types, update: options.update }
  const planner = new Planner(facts.kind, present, { rules, rows: planned })
  const places = { createBoxes: options.create_boxes, fallback: options.place, map: options.place_map }
  const named = new NamedPlaces([...rows, ...leftOut], facts, options.place_map)
  const free = await freeLocations(db, places, present, { count: rows.length, named })
  const finder = new PlaceFinder(planner, { rules: places, free, named: options.stock === 'set' ? named : null })
  await planList(planner, finder, planned, { options, sha256: facts.sha256 })
  return result(planned, planner)
}

const NO_RULES: PartRules = { createParts: false, createTypes: false, update: 'none' }
const NOTHING: Present = {
  parts: new Map(),
  sellers: new SellerNames([]),
  types: new Map(),
  boxes: new Map(),
  stock: new Map(),
  places: new Map(),
  locations: new Set(),
  sellerParts: new Map(),
  sources: new Set(),
}

async function planKit(
  db: Queries,
  facts: ImportFacts,
  planned: PlannedRow[],
  leftOut: readonly MatchedRow[],
): Promise<PlannedImport> {
  const options = bomOptions(facts.options)
  const present = await loadPresent(
    db,
    wantedOf(
      facts,
      planned.map(({ row }) => row),
      { extra: [], place: null },
    ),
  )
  const rules: PartRules = { createParts: options.create_parts, createTypes: true, update: 'none' }
  const planner = new Planner('bom', present, { rules, rows: planned })
  const name = nameOfKit(options, facts.fileName)
  const kit = await loadKit(db, options.kit_id, name)
  const alternates = await alternatesOf(db, planned, planner)
  const isTargetGiven = typeof facts.options.build_target === 'number'
  const context = { options, isTargetGiven, kit, name: kit?.name ?? name, alternates, leftOut }
  await planBom(planner, planned, context)
  return result(planned, planner, { kit, obstacle: kitObstacle(planner, kit, options.kit_id) })
}

function kitObstacle({ plan }: Planner, kit: Awaited<ReturnType<typeof loadKit>>, id: number | null): string | null {
  if (id !== null && kit === null) return `there is no kit ${id}`
  if (kit?.isArchived) return `the kit ${kit.name} is archived`
  const removed = new Set(plan.kit?.removed.map((line) => line.id))
  const picked = [...(kit?.lines.values() ?? [])].find((line) => line.hasOpenPicks && removed.has(line.id))
  return picked === undefined
    ? null
    : `a pick list with open lines needs ${picked.partKey}, which the file does not have`
}

async function planPurchase(
  db: Queries,
  facts: ImportFacts,
  planned: PlannedRow[],
  leftOut: readonly MatchedRow[],
): Promise<PlannedImport> {
  const options = orderOptionsOf(facts.kind, facts.options)
  const rows = planned.map(({ row }) => row)
  const wanted = wantedOf(facts, rows, { extra: [], place: typeof options.place === 'object' ? options.place : null })
  const present = await loadPresent(db, wanted)
  const rules: PartRules = { createParts: options.create_parts, createTypes: true, update: 'fill' }
  const planner = new Planner(facts.kind, present, { rules, rows: planned })
  const chosen = options.seller_id === null ? options.seller_name : present.sellers.nameOf(options.seller_id)
  const sellerName = chosen ?? facts.seller
  const name = nameOfList(options, facts.fileName)
  const isForList = options.target === 'list'
  const list = hasList(options) ? await loadList(db, options.list_id, name) : null
  const orderNumber = options.order_number ?? facts.orderNumber
  const order = facts.kind === 'order' ? { orderNumber } : null
  if (!isForList || order !== null) {
    planner.booked = await bookedBefore(db, facts, [...rows, ...leftOut], { sellerName, orderNumber, isForList })
  }
  const { sha256 } = facts
  const { booked } = planner
  const listId = isForList ? null : (list?.id ?? null)
  const asked = { present, sellerName, orderNumber, sha256, listId, booked, leftOut }
  const before = order === null && isForList ? nothingReceived() : await receivedBefore(db, rows, asked)
  if (isForList) {
    await planCart(planner, planned, { list, name: list?.name ?? name, sellerName, sha256, order, ...before })
  } else {
    const places: PlaceRules = { createBoxes: false, fallback: options.place ?? 'suggest', map: [] }
    const named = new NamedPlaces([...rows, ...leftOut], facts, [])
    const free = await freeLocations(db, places, present, { count: rows.length, named })
    await planOrder(planner, new PlaceFinder(planner, { rules: places, free, named: null }), planned, {
      options,
      sha256,
      sellerName,
      list,
      ...before,
      orderNumber,
    })
  }
  return result(planned, planner, { listId: list?.id ?? null, obstacle: purchaseObstacle(options, list, chosen) })
}

function purchaseObstacle(
  options: OrderOptions,
  list: Awaited<ReturnType<typeof loadList>>,
  seller: string | null,
): string | null {
  const other = 'choose another one, or none (PATCH the import with the options {"list_id": null})'
  if (options.list_id !== null && list === null) return `there is no shopping list ${options.list_id}: ${other}`
  if (options.seller_id !== null && seller === null) return `there is no seller ${options.seller_id}`
  return list?.isDone ? `the shopping list ${list.name} is done: ${other}` : null
}

/** What rows may be put into: nothing that another row names. @param count of the rows. */
async function freeLocations(
  db: Queries,
  rules: PlaceRules,
  present: Present,
  { count, named: { addresses } }: { count: number; named: NamedPlaces },
): Promise<FreeLocations> {
  const isSuggesting = rules.fallback === 'suggest' || rules.fallback === 'existing'
  const boxes = new Set(rules.createBoxes ? present.boxes.values() : [])
  const isUnnamed = ({ box_no, loc_no }: { box_no: number; loc_no: number }) => !addresses.has(`${box_no}-${loc_no}`)
  const anywhere = isSuggesting ? await db.query(FREE_LOCATIONS, [null, [...boxes], count + addresses.size]) : []
  const inBoxes = boxes.size > 0 ? await db.query(FREE_LOCATIONS, [[...boxes], [], 100_000]) : []
  return { anywhere: anywhere.filter(isUnnamed), inBoxes: inBoxes.filter(isUnnamed) }
}

/** All effects of rows that can be committed. */
export function effectsOf(rows: readonly PlannedRow[]): Effect[] {
  return rows.flatMap((row) => (row.status === 'good' || row.status === 'warning' ? row.effects : []))
}
