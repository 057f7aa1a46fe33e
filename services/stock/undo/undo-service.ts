import { Counter } from 'prom-client'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { unlessReferencesGo } from '../../../plugins/database/lost-race.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { DomainError, invalidOperation } from '../../../plugins/errors/domain-error.ts'
import type { LeftOut } from '../../catalogue/retired-parts/left-out.ts'
import { restorePiles } from '../counting/restore-piles.ts'
import { changePiles, lockPiles, type PileAddress } from '../inventory/change-piles.ts'
import { changesIn, oppositeChanges, type RecordChanges, withChanges } from '../operations/changed-records.ts'
import {
  type EffectKind,
  type Effects,
  FINAL,
  type KitShort,
  type OppositeRow,
  type PartDelta,
  type UndoTask,
} from '../operations/effects.ts'
import { madePartsIn } from '../operations/made-parts.ts'
import type { Effect, Operation } from '../operations/operation.ts'
import { recordOperation } from '../operations/record-operation.ts'
import { NO_REST, type RestOfUndo, withRest } from '../operations/rest-of-undo.ts'
import { changesThatComeBack } from './changes-that-come-back.ts'
import { doneOperation } from './obstacles.ts'
import { type OperationLog, operationNotFound } from './operation-log.ts'
import type { UndoneOperation } from './schemas.ts'
import {
  type DONE_OPERATION,
  EFFECT_OF_OPERATION,
  KEEP_PARTS,
  KEEP_PARTS_TO_RECEIVE,
  LOCK_CHAIN,
  ROWS_OF_OPERATION,
} from './statements.ts'

type OperationRow = RowOf<typeof DONE_OPERATION>

export const INVENTORY_UNDO_TOTAL = new Counter({
  name: 'inventory_undo_total',
  help: 'Attempts to undo an operation, dry runs not counted',
  labelNames: ['outcome'] as const,
})

/** The operation that undoes, and what does not come back. */
interface Undone {
  id: string
  left: LeftOut[]
}

/** Ends a unit of work, or a part of it, that only was to show what would be done. */
class DryRunEnd extends Error {
  override readonly name = 'DryRunEnd'
  readonly shown: UndoneOperation

  constructor(shown: UndoneOperation) {
    super('This was a dry run')
    this.shown = shown
  }
}

/** Takes operations back: stock by rows of the ledger with the opposite sign, other effects by whoever knows them. */
export class UndoService {
  readonly #db: Database
  readonly #log: OperationLog
  readonly #effects: Effects

  constructor(db: Database, log: OperationLog, effects: Effects) {
    this.#db = db
    this.#log = log
    this.#effects = effects
  }

  /**
   * Undoes an operation as a whole, as a new operation.
   *
   * @returns the new operation, as the list shows it.
   * @throws DomainError 404 for an unknown operation; 409 when it was undone already, when stock is not where it would be
   *   taken from, or when something was built on it.
   */
  async undo(id: string, operation: Operation): Promise<UndoneOperation> {
    return this.#counted(async (unit) => this.#shown(unit, await this.#undo(unit, id, operation)))
  }

  /** The same in the task that `undoInTask` has begun: nobody reads the new operation there. @throws DomainError as `undo`. */
  async undoAsTask(id: string, operation: Operation): Promise<void> {
    await this.#counted((unit) => this.#undo(unit, id, operation, { isTask: true }))
  }

  async #counted<Result>(undo: (unit: UnitOfWork) => Promise<Result>): Promise<Result> {
    try {
      return await this.#db.transaction(async (unit) => {
        const undone = await unlessReferencesGo('undo this operation', () => undo(unit))
        unit.afterCommit(() => INVENTORY_UNDO_TOTAL.inc({ outcome: 'undone' }))
        return undone
      })
    } catch (error) {
      countRefusal(error)
      throw error
    }
  }

  /** What `undo` would do, and which kits could not be built any more. Nothing is changed. @throws DomainError as `undo`. */
  async preview(id: string, operation: Operation): Promise<UndoneOperation> {
    return this.#db.transaction(async (unit) => {
      try {
        return await unit.savepoint(async () => {
          let kitsShort: KitShort[] = []
          const onChanges = async (deltas: PartDelta[]) => {
            kitsShort = await this.#effects.forecastKits(unit, deltas)
          }
          const undone = await this.#undo(unit, id, operation, { onChanges })
          throw new DryRunEnd(asPreview(await this.#shown(unit, undone), kitsShort))
        })
      } catch (error) {
        if (error instanceof DryRunEnd) return error.shown
        throw error
      }
    })
  }

  /**
   * Begins a task that undoes a large operation, where its kind has one.
   *
   * @param by by whom it is undone, and their note.
   * @returns the task, also one that was begun before; null when the operation is to be undone at once.
   * @throws DomainError 404 for an unknown operation; 409 as `undo`, and no task is begun.
   */
  async undoInTask(id: string, by: Pick<Operation, 'author' | 'note'>): Promise<UndoTask | null> {
    const [found] = await this.#db.query(EFFECT_OF_OPERATION, [id])
    if (!found) throw operationNotFound(id)
    const { inTask } = (found.effect === null ? undefined : this.#effects.find(found.effect)) ?? {}
    if (inTask === undefined) return null
    const done = doneOperation(await this.#log.read(this.#db, id))
    // Looked at before anything is locked: the task that runs keeps its locks until its end.
    const running = (await inTask.findRunning(this.#db, [done])).get(id)
    if (running !== undefined) return running
    if (!(await inTask.isLarge(this.#db, done))) return null
    try {
      return await this.#db.transaction(async (unit) => {
        await unit.query(LOCK_CHAIN, [id])
        await inTask.lock(unit, done)
        const begun = (await inTask.findRunning(unit, [done])).get(id)
        if (begun !== undefined) return begun
        demandUndoable(await this.#log.getIn(unit, id))
        return inTask.start(unit, done, by)
      })
    } catch (error) {
      countRefusal(error)
      throw error
    }
  }

  /** @param onChanges called with what is about to change, before it does. */
  async #undo(
    unit: UnitOfWork,
    id: string,
    operation: Operation,
    {
      isTask = false,
      onChanges = async () => {},
    }: { isTask?: boolean; onChanges?: (deltas: PartDelta[]) => Promise<void> } = {},
  ): Promise<Undone> {
    await unit.query(LOCK_CHAIN, [id])
    const row = await this.#log.read(unit, id)
    const done = doneOperation(row)
    const kind = row.effect === null ? undefined : this.#effects.find(row.effect)
    const isAgain = row.turns % 2 === 1
    if (isAgain) await this.#effects.lockDoingAgain(unit, done)
    await kind?.lock?.(unit, done)
    await unit.query(isAgain ? KEEP_PARTS_TO_RECEIVE : KEEP_PARTS, [id])
    const rows = await unit.query(ROWS_OF_OPERATION, [id])
    await lockPiles(unit, rows)
    if (isAgain) await this.#effects.claimDoingAgain(unit, done)
    // Looked at once, which takes long for a large operation: nothing of it can change from here on.
    demandUndoable(await this.#log.getIn(unit, id, isTask))

    const left: LeftOut[] = []
    const returning = kind?.returningPart?.keyOf(done) ?? null
    if (returning !== null) left.push(...((await kind?.returningPart?.bringBack(returning)) ?? []))
    const changes = rows.toReversed().map((change) => ({ ...change, delta: -change.deltaQty }))
    await onChanges(deltasByPart(changes))
    const rest = (await kind?.findRest?.(unit, done)) ?? NO_REST
    const missing = [...left, ...((await kind?.findLeftOut?.(unit, done)) ?? [])]
    const untold = (await kind?.findChanges?.(unit, done)) ?? null
    const effect = reversedEffect(row, kind, { rest, missing, untold })
    const by = { ...operation, source: operation.source ?? row.source, effect, undoes: id }
    const ids = await changePiles(unit, by, changes)
    await restorePiles(unit, id, changes)
    await recordOperation(unit, by, done.partIds)
    await kind?.undo(unit, done, {
      by,
      rows: changes.map((change, index) => oppositeRow(change, ids[index])),
      rest,
      leaveOut: (leftOut) => left.push(...leftOut),
    })
    return { id: by.id, left }
  }

  async #shown(unit: UnitOfWork, { id, left }: Undone): Promise<UndoneOperation> {
    return { ...(await this.#log.getIn(unit, id)).shown, left_out: left }
  }
}

function demandUndoable({ row, shown }: Awaited<ReturnType<OperationLog['getIn']>>): void {
  const { undoable, not_undoable_because: cause } = shown
  // Who has brought a part back wants to undo that, not to delete it again.
  const isAgain = row.reason === 'undo' && row.turns % 2 === 1
  const asked = isAgain ? 'do this operation again' : 'undo this operation'
  if (!undoable) throw invalidOperation(asked, cause ?? 'it is not possible')
}

function countRefusal(error: unknown): void {
  if (error instanceof DomainError && error.statusCode === 409) INVENTORY_UNDO_TOTAL.inc({ outcome: 'refused' })
}

interface Change extends PileAddress {
  id: number
  delta: number
}

/** @param found `missing`: what does not come back; `untold`: what changes where the operation tells of nothing. */
function reversedEffect(
  row: OperationRow,
  kind: EffectKind | undefined,
  { rest, missing, untold }: { rest: RestOfUndo; missing: readonly LeftOut[]; untold: RecordChanges | null },
): Effect | null {
  if (row.effect === null || kind === undefined) return null
  const detail = kind.reversed(doneOperation(row))
  const changes = changesIn(row.detail)
  if (detail !== null) {
    // What it changes is told anew: it may be nothing.
    const { changes: _, ...own } = detail
    const opposite = { kind: row.effect, detail: own }
    const told = changes === null ? untold : changesThatComeBack(oppositeChanges(changes), missing)
    return told === null ? opposite : withChanges(opposite, told)
  }
  const final = { ...FINAL, detail: madePartsIn(row.detail) ?? {} }
  return withRest(changes === null ? final : withChanges(final, oppositeChanges(changes, rest.staying)), rest)
}

function oppositeRow({ id: undoneId, partId, boxNo, locNo, delta }: Change, id: number | undefined): OppositeRow {
  if (id === undefined) throw new Error('a row of the ledger was not written')
  return { id, undoneId, partId, boxNo, locNo, deltaQty: delta }
}

function deltasByPart(changes: readonly Change[]): PartDelta[] {
  const sums = new Map<number, number>()
  for (const { partId, delta } of changes) sums.set(partId, (sums.get(partId) ?? 0) + delta)
  return [...sums].map(([partId, delta]) => ({ partId, delta }))
}

/** Nothing of it will ever have an id. */
function asPreview(undone: UndoneOperation, kitsShort: KitShort[]): UndoneOperation {
  const rows = undone.rows.map((row) => ({ ...row, id: null, operation_id: null }))
  return { ...undone, operation_id: null, rows, kits_short: kitsShort }
}
