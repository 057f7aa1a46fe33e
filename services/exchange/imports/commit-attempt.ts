import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { lockKit } from '../../kits/kits/kit-lock.ts'
import { lockList } from '../../shopping/shopping-lists/list-lock.ts'
import { lockPiles } from '../../stock/inventory/change-piles.ts'
import type { ImportKind } from '../reading/kinds.ts'
import { lockHolders } from './inventory/replace-contents.ts'
import type { Effect } from './model.ts'
import { isRepeat, type PlannedImport, planImport } from './planning/plan-import.ts'
import { PlannedRow } from './planning/planned-row.ts'
import type { PresentPart } from './planning/present.ts'
import type { PresentKit } from './planning/present-kit.ts'
import { LOCK_PARTS } from './planning/statements.ts'
import { COMMITTED_TWIN, type IMPORT_STATE } from './statements.ts'
import { loadRows, matchedRow, type StoredRow, updateRows } from './stored-rows.ts'
import { toJson } from './to-json.ts'

type State = RowOf<typeof IMPORT_STATE> & { kind: ImportKind }

/** Plans are made anew until no row differs from what was shown; more rows may differ when some are left out. */
const MOST_ROUNDS = 5

/** Compares a proposal with the inventory as it is now, with everything locked that it changes. */
export class CommitAttempt {
  readonly #unit: UnitOfWork
  readonly #state: State
  #stored: StoredRow[] = []
  #planned: PlannedImport | null = null
  /** All rows of the import. */
  rows: PlannedRow[] = []

  constructor(unit: UnitOfWork, state: State) {
    this.#unit = unit
    this.#state = state
  }

  get presentParts(): ReadonlyMap<number, PresentPart> {
    return this.#planned?.presentParts ?? new Map()
  }

  get kit(): PresentKit | null {
    return this.#planned?.kit ?? null
  }

  get listId(): number | null {
    return this.#planned?.listId ?? null
  }

  /**
   * @param wanted `good` leaves rows out that have errors or differ from what was shown.
   * @returns the plan of what is written, and the rows that are left out.
   */
  async plan(wanted: 'all' | 'good'): Promise<{ planned: PlannedImport; leftOut: PlannedRow[] }> {
    this.#stored = await loadRows(this.#unit, this.#state.id)
    const shown = new Map(this.#stored.map((row) => [row.row_no, row]))
    const hadErrors = new Set(this.#stored.filter(({ status }) => status === 'error').map(({ row_no }) => row_no))
    const changed = new Map<number, PlannedRow>()
    // The first plan tells what to lock.
    await this.#lock(await this.#make(new Set()))
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const excluded = new Set([...changed.keys(), ...(wanted === 'good' ? hadErrors : [])])
      const planned = await this.#make(excluded)
      const different = planned.rows.filter(
        (row) => !excluded.has(row.row.rowNo) && differs(row, shown.get(row.row.rowNo)),
      )
      for (const row of different) changed.set(row.row.rowNo, markChanged(row))
      if (different.length > 0 && wanted === 'good' && round + 1 < MOST_ROUNDS) continue
      this.#planned = planned
      this.rows = this.#allRows(planned, changed)
      const leftOut = this.rows.filter(({ status }) => status === 'error')
      return { planned: { ...planned, rows: planned.rows.filter(({ status }) => status !== 'error') }, leftOut }
    }
    throw new Error('an import differs from its proposal in more rows each time it is planned')
  }

  /** Writes what became of the rows: the keys of new parts, and why rows were left out. */
  async store(keys: ReadonlyMap<number, string>): Promise<void> {
    const shown = new Map(this.#stored.map(({ row_no, status }) => [row_no, status]))
    const changed = this.rows.filter((row) => {
      const key = row.part === null ? undefined : keys.get(row.part)
      if (key === undefined) return row.status !== shown.get(row.row.rowNo)
      row.row.match = { ...row.row.match, state: 'matched', part_key: key }
      return true
    })
    await updateRows(this.#unit, this.#state.id, changed)
  }

  async #make(excluded: ReadonlySet<number>): Promise<PlannedImport> {
    const { id, kind, file_name, sha256, options, context } = this.#state
    const [twin] = await this.#unit.query(COMMITTED_TWIN, [id, kind, toJson(options)])
    const rows = this.#stored.filter(({ row_no }) => !excluded.has(row_no)).map(matchedRow)
    const facts = {
      id,
      kind,
      fileName: file_name,
      sha256,
      options,
      seller: context?.seller ?? null,
      orderNumber: context?.orderNumber ?? null,
    }
    return planImport(this.#unit, facts, rows, isRepeat(twin, rows))
  }

  /** Lists, kits, parts, stock: the order of locks. The plan after this one sees what cannot change any more. */
  async #lock({ listId, kit, plan, presentParts }: PlannedImport): Promise<void> {
    if (listId !== null) await lockList(this.#unit, listId)
    if (plan.inventory !== null) {
      await lockHolders(this.#unit, { lists: plan.inventory.listChanges, kits: plan.inventory.kitChanges })
    }
    if (kit !== null) await lockKit(this.#unit, kit.id)
    await this.#unit.query(LOCK_PARTS, [[...presentParts.keys()]])
    const piles = plan.stock.filter(({ part, box }) => part > 0 && box > 0)
    if (piles.length === 0) return
    await lockPiles(
      this.#unit,
      piles.map(({ part, box, locNo }) => ({ partId: part, boxNo: box, locNo })),
    )
  }

  #allRows({ rows }: PlannedImport, changed: ReadonlyMap<number, PlannedRow>): PlannedRow[] {
    const known = new Map(rows.map((row) => [row.row.rowNo, row]))
    return this.#stored.map((stored) => changed.get(stored.row_no) ?? known.get(stored.row_no) ?? asShown(stored))
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

/** Whether a row would do something else than was shown. Nothing left to do is fine: somebody has done it already. */
function differs(planned: PlannedRow, stored: StoredRow | undefined): boolean {
  if (stored === undefined || planned.status === 'skipped') return false
  if (planned.status === 'error') return stored.status !== 'error'
  if (planned.effects.length === 0) return false
  return JSON.stringify(planned.effects.map(plain)) !== JSON.stringify(stored.effects.map(plain))
}

function plain({ op, entity, ref, field, from, to }: Effect) {
  return [op, entity, ref, field, from, to]
}

function markChanged(row: PlannedRow): PlannedRow {
  if (row.problems.errors.length === 0) {
    row.problems.error('CHANGED_MEANWHILE', null, 'The inventory has changed since the proposal: look at the row again')
  }
  return row
}
