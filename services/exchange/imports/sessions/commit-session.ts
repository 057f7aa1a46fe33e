import type { RowOf } from '../../../../plugins/database/statement.ts'
import type { PileAddress } from '../../../stock/inventory/change-piles.ts'
import { orderLocks } from '../../../stock/receipts/order-locks.ts'
import type { ImportKind } from '../../reading/kinds.ts'
import { namedHolders } from '../planning/named-holders.ts'
import type { Plan } from '../planning/plan.ts'
import { type PlannedImport, planImport } from '../planning/plan-import.ts'
import { PlannedRow } from '../planning/planned-row.ts'
import type { PresentPart, Queries } from '../planning/present.ts'
import type { PresentKit } from '../planning/present-kit.ts'
import type { ImportReport, ImportSummaryFigures } from '../schemas.ts'
import type { IMPORT_STATE } from '../statements.ts'
import { eachStoredRow, matchedRow, type StoredRow, storedText } from '../stored-rows.ts'
import { summaryOf } from '../summary.ts'
import { toJson } from '../to-json.ts'
import { effectsText } from './effects-text.ts'
import { PassedOn } from './passed-on.ts'
import { knownPiles, type PlannedPile, withPieces } from './planned-piles.ts'
import { reportOf } from './report-of.ts'
import { tellsMore } from './told-first.ts'

export type CommitState = RowOf<typeof IMPORT_STATE> & { kind: ImportKind }

/** What is locked before a commit is planned. */
export interface Locks {
  /** The locks of the orders of which pieces come. */
  orders: number[]
  /** Whether the proposal makes parts. */
  makesParts: boolean
  listId: number | null
  kitId: number | null
  /** Lists and kits whose contents are replaced. */
  holders: { lists: { id: number }[]; kits: { id: number }[] }
  partKeys: string[]
  piles: PileAddress[]
}

/** What a commit writes. */
export interface CommitPlan {
  /** Why nothing can be committed, as it follows "because". */
  obstacle: string | null
  /** Rows that are not written. */
  leftOut: number
  plan: Plan
  /** Parts that the plan is about. */
  partIds: number[]
  /** Those of an inventory are locked before it is planned. */
  piles: PlannedPile[]
  /** Parts as they are, of those that are changed. */
  present: Map<number, PresentPart>
  kit: PresentKit | null
  listId: number | null
  report: Omit<ImportReport, 'quantity_added' | 'quantity_removed'>
  /** Of all rows as they are now. */
  summary: ImportSummaryFigures
}

/** The key of the part that a row has made. */
interface KeyOfRow {
  rowNo: number
  key: string
}

/**
 * Plans are made anew until no row differs from what was shown; more rows may differ when some are left out. After so many of
 * them all rows from the first one on that differs are left out, as rows depend on those before them.
 */
const MOST_ROUNDS = 20
/** Rows of one text. */
const TEXT_BATCH = 800

/** A stored row with what was shown of it, in few characters. */
interface Shown {
  row: StoredRow
  effects: string
}

/** Compares a proposal with the inventory as it is now, in the unit of work that writes it. */
export class CommitSession {
  readonly #db: Queries
  #state: CommitState | null = null
  readonly #shown = new Map<number, Shown>()
  #makesParts = false
  #rows: PlannedRow[] = []
  #changed: PlannedRow[] = []
  /** Rows that also do what rows that are left out would have done. */
  readonly #tookOver = new Set<number>()

  constructor(db: Queries) {
    this.#db = db
  }

  /** Reads the proposal. @returns what has to be locked before it is planned, as far as it is known without a plan. */
  async begin(state: CommitState): Promise<Locks> {
    this.#state = state
    for await (const row of eachStoredRow(this.#db, state.id, 'toWrite')) {
      const effects = effectsText(row.effects)
      this.#makesParts ||= row.effects.some(({ op, entity }) => op === 'create' && entity === 'part')
      this.#shown.set(row.row_no, { row: { ...row, effects: [] }, effects })
    }
    if (state.kind === 'inventory') return this.#locksOfInventory()
    const { kind, options, file_name: fileName } = state
    const orders = kind === 'order' ? this.#ordersOf(state) : []
    const holders = await namedHolders(this.#db, { kind, options, fileName })
    const keys = [...this.#shown.values()].flatMap(({ row: { decision, match } }) => {
      return (decision !== null && 'part_key' in decision ? decision.part_key : match.part_key) ?? []
    })
    const makesParts = this.#makesParts
    return { ...holders, orders, makesParts, holders: { lists: [], kits: [] }, partKeys: [...new Set(keys)], piles: [] }
  }

  #ordersOf({ options, context }: CommitState): number[] {
    const ofFile = options.order_number
    const ofRows = [...this.#shown.values()].flatMap(({ row }) => {
      const { order_number: number = null, other_order_numbers: others = [] } = matchedRow(row).fields
      return [number, ...others]
    })
    return orderLocks([typeof ofFile === 'string' ? ofFile : (context?.orderNumber ?? null), ...new Set(ofRows)])
  }

  /** The records of an inventory name lists, kits and places: what they are about shows in a plan. */
  async #locksOfInventory(): Promise<Locks> {
    const { plan, presentParts } = await this.#make(new Set())
    const { kitChanges = [], listChanges = [] } = plan.inventory ?? {}
    const ids = (changes: readonly { id: number }[]) => changes.map(({ id }) => ({ id }))
    return {
      orders: [],
      makesParts: this.#makesParts,
      listId: null,
      kitId: null,
      holders: { lists: ids(listChanges), kits: ids(kitChanges) },
      partKeys: [...presentParts.values()].map(({ key }) => key),
      piles: knownPiles(plan),
    }
  }

  /**
   * Plans what is written. Where it needs more than is locked, or a pile has changed before it was, call it again.
   *
   * @param wanted `good` leaves rows out that have errors or differ from what was shown.
   */
  async plan(wanted: 'all' | 'good'): Promise<CommitPlan> {
    const hadErrors = [...this.#shown.values()].flatMap(({ row }) => (row.status === 'error' ? [row.row_no] : []))
    const changed = new Map<number, PlannedRow>()
    const passedOn = new PassedOn()
    for (let round = 1; ; round++) {
      const excluded = new Set([...changed.keys(), ...(wanted === 'good' ? hadErrors : [])])
      const planned = await this.#make(excluded)
      const included = planned.rows.filter(({ row }) => !excluded.has(row.rowNo))
      const different = this.#differing(included, passedOn)
      const [first] = different
      const isLeftOut = (row: PlannedRow) => first !== undefined && row.row.rowNo >= first.row.rowNo
      for (const row of round < MOST_ROUNDS ? different : included.filter(isLeftOut)) {
        changed.set(row.row.rowNo, markChanged(row))
      }
      if (different.length > 0 && wanted === 'good') continue
      this.#rows = this.#allRows(planned, changed)
      return this.#outcome(planned)
    }
  }

  /** Rows that would do something else than was shown, each before those that may take over what it would have done. */
  #differing(rows: readonly PlannedRow[], passedOn: PassedOn): PlannedRow[] {
    this.#tookOver.clear()
    return rows.filter((row) => {
      const { rowNo } = row.row
      const shown = this.#shown.get(rowNo)
      if (shown === undefined || !differs(row, shown)) return false
      if (row.hasErrors || !passedOn.explains(row.effects, shown.effects)) {
        passedOn.add(shown.effects)
        return true
      }
      this.#tookOver.add(rowNo)
      return false
    })
  }

  /**
   * Notes what became of the rows: the keys of new parts, and why rows were left out.
   *
   * @param keys of new parts, by how the plan refers to them.
   * @returns rows that differ from what is stored by nothing but the key, with that.
   */
  async settle(keys: ReadonlyMap<number, string>): Promise<KeyOfRow[]> {
    const keyed: KeyOfRow[] = []
    this.#changed = this.#rows.filter((row) => {
      const { rowNo } = row.row
      const shown = this.#shown.get(rowNo)
      const key = row.part === null ? undefined : keys.get(row.part)
      if (key === undefined) return this.#tookOver.has(rowNo) || row.status !== shown?.row.status
      row.row.match = { ...row.row.match, state: 'matched', part_key: key }
      if (shown === undefined || !isAsShown(row, shown)) return true
      keyed.push({ rowNo, key })
      return false
    })
    return keyed
  }

  /** Has all rows written as they are now. */
  async settleAll(): Promise<void> {
    this.#changed = this.#rows
  }

  /** Some of the rows that differ from what is stored. @returns null when there are none from that place on. */
  async textFrom(place: number): Promise<{ text: Uint8Array; next: number } | null> {
    const rows = this.#changed.slice(place, place + TEXT_BATCH)
    return rows.length === 0 ? null : { text: storedText(rows), next: place + rows.length }
  }

  async #make(excluded: ReadonlySet<number>): Promise<PlannedImport> {
    if (this.#state === null) throw new Error('the commit has not begun')
    const { id, kind, file_name, sha256, options, context } = this.#state
    const all = [...this.#shown.values()].map(({ row }) => matchedRow(row))
    const rows = all.filter(({ rowNo }) => !excluded.has(rowNo))
    const leftOut = all.filter(({ rowNo }) => excluded.has(rowNo))
    const facts = {
      id,
      kind,
      fileName: file_name,
      sha256,
      options,
      seller: context?.seller ?? null,
      orderNumber: context?.orderNumber ?? null,
      newestPart: context?.newestPart ?? null,
    }
    return planImport(this.#db, facts, rows, leftOut)
  }

  #outcome({ rows, plan, obstacle, presentParts, presentStock, kit, listId }: PlannedImport): CommitPlan {
    const leftOut = this.#rows.filter(({ status }) => status === 'error')
    const present = new Map(
      [...plan.partChanges.keys()].flatMap((id) => {
        const part = presentParts.get(id)
        return part === undefined ? [] : [[id, part] as const]
      }),
    )
    return {
      obstacle,
      leftOut: leftOut.length,
      plan,
      partIds: [...presentParts.keys()],
      piles: plan.inventory === null ? withPieces(knownPiles(plan), presentStock) : [],
      present,
      kit,
      listId,
      report: reportOf(rows, leftOut),
      summary: summaryOf(this.#rows),
    }
  }

  #allRows({ rows }: PlannedImport, changed: ReadonlyMap<number, PlannedRow>): PlannedRow[] {
    const known = new Map(rows.map((row) => [row.row.rowNo, row]))
    return [...this.#shown.values()].map(({ row }) => changed.get(row.row_no) ?? known.get(row.row_no) ?? asShown(row))
  }
}

/** A row that is left out, with the problems that it has. */
function asShown(stored: StoredRow): PlannedRow {
  const row = new PlannedRow(matchedRow(stored))
  for (const { code, field, message } of stored.problems.planning.errors) {
    row.problems.errors.push({ code, field, message })
  }
  return row
}

/** Whether what is stored of a row is what it has come to, but for its match. */
function isAsShown({ status, effects, problems }: PlannedRow, shown: Shown): boolean {
  const isSame = status === shown.row.status && effectsText(effects) === shown.effects
  return isSame && toJson(problems.lists()) === toJson(shown.row.problems.planning)
}

const CHANGED =
  'The inventory has changed since the proposal: the row shows what it would do now. Look at it, and have the rows compared anew ' +
  '(PATCH the rows of the import with its version alone)'

/**
 * Whether a row would do something else than was shown. Nothing left to do is fine where the same file or order was imported
 * meanwhile; what a bag has brought since is told first.
 */
function differs(planned: PlannedRow, shown: Shown): boolean {
  if (planned.status === 'skipped') return false
  if (planned.status === 'error') return shown.row.status !== 'error'
  const isReceived = planned.problems.warnings.some(({ code }) => code === 'RECEIVED_BEFORE')
  if (planned.effects.length === 0 && !isReceived) return false
  if (tellsMore(planned.problems.warnings, shown.row.problems.planning.warnings)) return true
  return effectsText(planned.effects) !== shown.effects
}

function markChanged(row: PlannedRow): PlannedRow {
  if (row.problems.errors.length === 0) {
    row.problems.error('CHANGED_MEANWHILE', null, CHANGED)
  }
  return row
}
