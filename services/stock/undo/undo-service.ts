import { Counter } from 'prom-client'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { DomainError, invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { changePiles, lockPiles, type PileAddress } from '../inventory/change-piles.ts'
import {
  type EffectKind,
  type Effects,
  FINAL,
  type KitShort,
  type OppositeRow,
  type PartDelta,
  type UndoTask,
} from '../operations/effects.ts'
import type { Author, Effect, Operation } from '../operations/operation.ts'
import { recordOperation } from '../operations/record-operation.ts'
import { doneOperation } from './obstacles.ts'
import { type OperationLog, operationNotFound } from './operation-log.ts'
import type { UndoneOperation } from './schemas.ts'
import { EFFECT_OF_OPERATION, KEEP_PARTS, LOCK_CHAIN, type OPERATION, ROWS_OF_OPERATION } from './statements.ts'

type OperationRow = RowOf<typeof OPERATION>

export const INVENTORY_UNDO_TOTAL = new Counter({
  name: 'inventory_undo_total',
  help: 'Attempts to undo an operation, dry runs not counted',
  labelNames: ['outcome'] as const,
})

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
    try {
      return await this.#db.transaction(async (unit) => {
        const undone = await this.#undo(unit, id, operation)
        unit.afterCommit(() => INVENTORY_UNDO_TOTAL.inc({ outcome: 'undone' }))
        return undone
      })
    } catch (error) {
      if (error instanceof DomainError && error.statusCode === 409) INVENTORY_UNDO_TOTAL.inc({ outcome: 'refused' })
      throw error
    }
  }

  /** What `undo` would do, and which kits could not be built any more. Nothing is changed. @throws DomainError as `undo`. */
  async preview(id: string, operation: Operation): Promise<UndoneOperation> {
    return this.#db.transaction(async (unit) => {
      try {
        return await unit.savepoint(async () => {
          let kitsShort: KitShort[] = []
          const undone = await this.#undo(unit, id, operation, async (deltas) => {
            kitsShort = await this.#effects.forecastKits(unit, deltas)
          })
          throw new DryRunEnd(asPreview(undone, kitsShort))
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
   * @returns null when the operation is to be undone at once.
   * @throws DomainError 404 for an unknown operation.
   */
  async undoInTask(id: string, author: Author): Promise<UndoTask | null> {
    const [found] = await this.#db.query(EFFECT_OF_OPERATION, [id])
    if (!found) throw operationNotFound(id)
    const kind = found.effect === null ? undefined : this.#effects.find(found.effect)
    if (kind?.undoInTask === undefined) return null
    const { row } = await this.#log.getIn(this.#db, id)
    return kind.undoInTask(doneOperation(row), row.row_count, author)
  }

  /** @param onChanges called with what is about to change, before it does. */
  async #undo(
    unit: UnitOfWork,
    id: string,
    operation: Operation,
    onChanges: (deltas: PartDelta[]) => Promise<void> = async () => {},
  ): Promise<UndoneOperation> {
    await unit.query(LOCK_CHAIN, [id])
    const { row } = await this.#log.getIn(unit, id)
    const done = doneOperation(row)
    const kind = row.effect === null ? undefined : this.#effects.find(row.effect)
    await kind?.lock?.(unit, done)
    await unit.query(KEEP_PARTS, [id])
    const rows = await unit.query(ROWS_OF_OPERATION, [id])
    await lockPiles(unit, rows)
    // Read once more: nothing that is looked at can change from here on.
    const { undoable, not_undoable_because: cause } = (await this.#log.getIn(unit, id)).shown
    if (!undoable) throw invalidOperation('undo this operation', cause ?? 'it is not possible')

    const changes = rows.toReversed().map((change) => ({ ...change, delta: -change.deltaQty }))
    await onChanges(deltasByPart(changes))
    const by = { ...operation, source: operation.source ?? row.source, effect: reversedEffect(row, kind), undoes: id }
    const ids = await changePiles(unit, by, changes)
    await recordOperation(unit, by, done.partIds)
    await kind?.undo(unit, done, { by, rows: changes.map((change, index) => oppositeRow(change, ids[index])) })
    return (await this.#log.getIn(unit, by.id)).shown
  }
}

interface Change extends PileAddress {
  id: number
  delta: number
}

function reversedEffect(row: OperationRow, kind: EffectKind | undefined): Effect | null {
  if (row.effect === null || kind === undefined) return null
  const detail = kind.reversed(doneOperation(row))
  return detail === null ? FINAL : { kind: row.effect, detail }
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
