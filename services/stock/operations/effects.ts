import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { LeftOut } from '../../catalogue/retired-parts/left-out.ts'
import { withBesides } from './beside.ts'
import type { RecordChanges } from './changed-records.ts'
import type { Effect, Operation } from './operation.ts'
import type { Reason } from './reasons.ts'
import type { RestOfUndo } from './rest-of-undo.ts'

/** A database, or a unit of work. */
export type Queries = Pick<Database | UnitOfWork, 'query'>

/** An operation that was done, for whoever takes it back. */
export interface DoneOperation {
  id: string
  /** The operation at the beginning of the chain of undoing and doing again; itself where there is none. */
  root: string
  reason: Reason
  source: string | null
  /** As the effect of the operation gave it. */
  detail: Readonly<Record<string, unknown>>
  /** Parts that it is about and that have no ledger row of it. */
  partIds: readonly number[]
}

/** A ledger row that takes another one back. */
export interface OppositeRow {
  id: number
  /** The row that it takes back. */
  undoneId: number
  partId: number
  deltaQty: number
  boxNo: number
  locNo: number
}

/** What an effect may need to take itself back. */
export interface Undoing {
  /** The operation that undoes. */
  by: Operation
  /** The rows that it has written. */
  rows: readonly OppositeRow[]
  /** What `findRest` has found before stock was taken back. */
  rest: RestOfUndo
  /** Notes what does not come back, for the answer. */
  leaveOut(leftOut: readonly LeftOut[]): void
}

/** A task that goes on with an undo. */
export interface UndoTask {
  task_id: string
  status: 'pending'
}

/**
 * Which of these operations cannot be undone. It takes the same number of statements for one as for many.
 *
 * @returns by the operation's id the cause, as it follows "because".
 */
export type FindObstacles = (db: Queries, operations: readonly DoneOperation[]) => Promise<ReadonlyMap<string, string>>

/** How operations with one kind of effect are undone, and how what undid them is undone again. */
export interface EffectKind {
  /** Locks what comes before parts and stock in the order of locks. */
  lock?(unit: UnitOfWork, operation: DoneOperation): Promise<void>
  /** What is in the way of undoing operations of this kind. */
  findObstacles: FindObstacles
  /** The detail of the opposite effect; null when the undoing cannot be undone again. */
  reversed(operation: DoneOperation): Effect['detail'] | null
  /** What stays of the records that the operation has created, and what goes besides. Only of kinds whose undoing is final. */
  findRest?(unit: UnitOfWork, operation: DoneOperation): Promise<RestOfUndo>
  /** What `undo` will leave out, so that it is not told as changed. */
  findLeftOut?(unit: UnitOfWork, operation: DoneOperation): Promise<readonly LeftOut[]>
  /** What `undo` will change besides stock where the operation itself tells of nothing. */
  findChanges?(unit: UnitOfWork, operation: DoneOperation): Promise<RecordChanges | null>
  /** Takes the effect back; the stock is back already. Locks and obstacles were looked at. */
  undo(unit: UnitOfWork, operation: DoneOperation, done: Undoing): Promise<void>
  /** Which deleted part has to come back before its stock can. */
  returningPart?: ReturningPart
  /** Undoes large operations in a task instead. */
  inTask?: UndoInTask
}

/** A deleted part that comes back when an operation is undone; `lock` of the kind has locked it. */
export interface ReturningPart {
  /** Its key; null when the operation brings no part back. */
  keyOf(operation: DoneOperation): string | null
  /** @returns what of the part does not come back. */
  bringBack(key: string): Promise<readonly LeftOut[]>
}

/** How large operations of a kind are undone. */
export interface UndoInTask {
  /** The tasks that undo some of these operations at present, by the operation's id. */
  findRunning(db: Queries, operations: readonly DoneOperation[]): Promise<ReadonlyMap<string, UndoTask>>
  isLarge(db: Queries, operation: DoneOperation): Promise<boolean>
  /** Locks what a second one who wants to undo the operation has to wait for. */
  lock(unit: UnitOfWork, operation: DoneOperation): Promise<void>
  /**
   * Begins the task. Locks and obstacles were looked at.
   *
   * @param by by whom it is undone, and their note.
   */
  start(unit: UnitOfWork, operation: DoneOperation, by: Pick<Operation, 'author' | 'note'>): Promise<UndoTask>
}

/** The effect of an operation that cannot be undone, since its kind says so. */
export const FINAL: Effect = { kind: 'final', detail: {} }

/** Kits that could be built before pieces went and not after; registered by the wing that knows kits. */
export interface KitShort {
  kit_id: number
  name: string
  /** Units of the build target for which pieces are missing afterwards. */
  units: number
}

/** How many pieces of a part come or go. */
export interface PartDelta {
  partId: number
  delta: number
}

export type KitForecast = (unit: UnitOfWork, deltas: readonly PartDelta[]) => Promise<KitShort[]>

/** What holds for doing an operation again that was undone, whatever its kind. */
export interface DoingAgain {
  /** What is in the way. */
  findObstacles?: FindObstacles
  /** Locks what comes before parts and stock in the order of locks. */
  lock?(unit: UnitOfWork, operation: DoneOperation): Promise<void>
  /**
   * Keeps others from doing the same at this moment; parts and stock are locked, and obstacles are looked at afterwards.
   *
   * @throws DomainError 409 when somebody does it.
   */
  claim?(unit: UnitOfWork, operation: DoneOperation): Promise<void>
}

/** What the wings above stock know of operations. */
export class Effects {
  readonly #kinds = new Map<string, EffectKind>()
  readonly #doingAgain: DoingAgain[] = []
  /** Set by the wing of kits. */
  forecastKits: KitForecast = async () => []

  /** Makes a kind of effect known; before the instance is ready. @throws Error when the name is taken. */
  register(name: string, kind: EffectKind): void {
    if (this.#kinds.has(name)) throw new Error(`A kind of effect named "${name}" is registered already`)
    this.#kinds.set(
      name,
      withBesides(kind, (other) => this.find(other)),
    )
  }

  /** Adds a rule for doing operations again; before the instance is ready. */
  onDoingAgain(rule: DoingAgain): void {
    this.#doingAgain.push(rule)
  }

  async lockDoingAgain(unit: UnitOfWork, operation: DoneOperation): Promise<void> {
    for (const { lock } of this.#doingAgain) await lock?.(unit, operation)
  }

  /** @throws DomainError 409 when somebody else does the same at this moment. */
  async claimDoingAgain(unit: UnitOfWork, operation: DoneOperation): Promise<void> {
    for (const { claim } of this.#doingAgain) await claim?.(unit, operation)
  }

  /** What is in the way of doing again what these operations have undone, by the operation's id. */
  async findObstaclesOfRedone(db: Queries, operations: readonly DoneOperation[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>()
    for (const { findObstacles } of this.#doingAgain) {
      for (const [id, cause] of (await findObstacles?.(db, operations)) ?? []) found.set(id, cause)
    }
    return found
  }

  /** The kind with this name; undefined for one that this version does not know. */
  find(name: string): EffectKind | undefined {
    return this.#kinds.get(name)
  }
}
