import { AsyncLocalStorage } from 'node:async_hooks'
import type { MikroORM } from '@mikro-orm/postgresql'
import type { IsolationLevel } from 'kysely'
import { NotBegunError, withAttempts } from './attempts.ts'
import type { Change } from './change.ts'
import type { Lease, Leases } from './lease.ts'
import { type Limits, withLimits } from './limits.ts'
import { Reading } from './replica/reading.ts'
import { readsOnly } from './replica/reads-only.ts'
import type { Replica } from './replica/replica.ts'
import { type Statement, textOf } from './statement.ts'
import { isUnreachable } from './unavailable.ts'
import { UnitOfWork } from './unit-of-work.ts'

export type { UnitOfWork } from './unit-of-work.ts'

export interface TransactionOptions {
  isolationLevel?: IsolationLevel
  readOnly?: boolean
}

/** Told of what an `afterCommit` callback threw: the change was made all the same, and whoever made it is told so. */
export type CallbackFailureListener = (error: unknown) => void

/** Told of the records that a commit has changed; it is not awaited and may not throw. */
export type ChangeListener = (changes: readonly Change[]) => void

/** Called in a unit of work with what it results in, before it commits; when it rejects, the unit is rolled back. */
export type LastStep = (unit: UnitOfWork, result: unknown) => Promise<void>

/** Access to the database for services: single statements, and units of work. */
export class Database {
  readonly #orm: MikroORM
  readonly #leases: Leases
  readonly #onCallbackFailure: CallbackFailureListener
  #onChanges: ChangeListener = () => {}
  readonly #current = new AsyncLocalStorage<UnitOfWork | undefined>()
  readonly #lastStep = new AsyncLocalStorage<LastStep | undefined>()
  readonly #replica: Replica | null
  readonly #reading = new AsyncLocalStorage<Reading>()

  constructor(
    orm: MikroORM,
    leases: Leases,
    onCallbackFailure: CallbackFailureListener = warnOfFailure,
    replica: Replica | null = null,
  ) {
    this.#orm = orm
    this.#leases = leases
    this.#onCallbackFailure = onCallbackFailure
    this.#replica = replica
  }

  /** Whether there is a read replica. */
  get hasReplica(): boolean {
    return this.#replica !== null
  }

  /**
   * Runs `work`, whose reads may be answered by the read replica: statements outside of units of work, and units that only
   * read. They see everything that was committed before the first of them began, by whomever. What changes something goes
   * to the primary, and so does everything after it.
   */
  preferReplica<T>(work: () => T): T {
    if (this.#replica === null || this.#reading.getStore() !== undefined) return work()
    return this.#reading.run(new Reading(this.#replica), work)
  }

  /**
   * Runs one statement, inside the open unit of work when there is one. Outside, it is a transaction of its own, and
   * is run again like one.
   *
   * @param statement with `$1`, `$2` … bound to `values`.
   * @returns the rows.
   */
  async query<Row>(statement: Statement<Row> | string, values: readonly unknown[] = []): Promise<Row[]> {
    const open = this.#current.getStore()
    if (open) return open.query<Row>(statement, values)
    const text = textOf(statement)
    const reading = this.#reading.getStore()
    if (reading !== undefined) {
      const found = await reading.run(readsOnly(text), (lease) => lease.rows<Row>(text, values))
      if (found !== null) return found.value
    }
    const rows = await withAttempts(() => this.#runOnce<Row>(text, values))
    if (typeof statement !== 'string' && statement.isAnnounced) this.#announce(statement.changesOf(values, rows))
    return rows
  }

  /** Sets who is told of each change that has become durable: what statements say, and what units of work announce. */
  set onChanges(listener: ChangeListener) {
    this.#onChanges = listener
  }

  /**
   * Runs `work` in one transaction, or joins the one that is open. Committed when it resolves, rolled back when it
   * rejects. One that lost against another transaction (deadlock, serialisation failure) is run again from the
   * start, at most five times in all, and one that gave up on a lock once more; so `work` may do nothing outside the
   * database but `afterCommit`.
   *
   * The unit ends with `work`: what was begun in it and not waited for is refused afterwards with an `EndedUnitError`,
   * calls of this object included. What is to go on for longer begins with `outsideUnits`.
   */
  async transaction<T>(work: (unit: UnitOfWork) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const open = this.#current.getStore()
    if (open) {
      open.assertOpen()
      return work(open)
    }
    const isRead = options.readOnly === true
    const whole = isRead ? work : withLastStep(work, this.#lastStep.getStore())
    const found = await this.#reading.getStore()?.run(isRead, (lease) => this.#attempt(whole, options, lease))
    const { result, due } =
      found?.value ?? (await withAttempts(async () => this.#attempt(whole, options, await this.#leases.lend())))
    for (const callback of due.callbacks) this.#call(callback)
    this.#announce(due.changes)
    return result
  }

  /** Calls `callback` once what has been done is durable: after the commit of the open unit of work, or at once. */
  afterCommit(callback: () => void): void {
    const open = this.#current.getStore()
    if (open) open.afterCommit(callback)
    else callback()
  }

  /** Runs `work` as if no unit of work were open: what it does is not undone with that, and may go on after its end. */
  outsideUnits<T>(work: () => T): T {
    return this.#current.run(undefined, () => this.#lastStep.run(undefined, work))
  }

  /**
   * Runs `work`, and has each unit of work that it begins end with `step`, save those that only read and those that
   * join another. So what belongs to a change is written with it, where `work` cannot be one unit as a whole.
   */
  withLastStep<T>(step: LastStep, work: () => Promise<T>): Promise<T> {
    return this.#lastStep.run(step, work)
  }

  /**
   * Runs `work` with other limits for its statements than those of the settings, for what is known to take long. The
   * limits of a unit of work are those that hold where it begins.
   */
  withLimits<T>(limits: Limits, work: () => Promise<T>): Promise<T> {
    return withLimits(limits, work)
  }

  async #runOnce<Row>(text: string, values: readonly unknown[]): Promise<Row[]> {
    const lease = await this.#leases.lend()
    try {
      return await lease.rows<Row>(text, values)
    } finally {
      lease.giveBack()
    }
  }

  /** The connection goes back to the pool however this ends, also when the server has dropped it. */
  async #attempt<T>(
    work: (unit: UnitOfWork) => Promise<T>,
    options: TransactionOptions,
    lease: Lease,
  ): Promise<{ result: T; due: Awaited<ReturnType<UnitOfWork['commit']>> }> {
    lease.beginWithNext(beginStatement(options))
    const unit = new UnitOfWork(this.#orm, lease)
    try {
      const result = await this.#current.run(unit, work, unit)
      return { result, due: await unit.commit() }
    } catch (error) {
      // When the rollback fails too, the reason that matters is the first one.
      await unit.rollback().catch(() => {})
      throw lease.beginFailure === null ? error : notBegun(lease.beginFailure)
    } finally {
      unit.end()
      lease.giveBack()
    }
  }

  #announce(changes: readonly Change[]): void {
    if (changes.length > 0) this.#onChanges(changes)
  }

  #call(callback: () => void): void {
    try {
      callback()
    } catch (error) {
      this.#onCallbackFailure(error)
    }
  }
}

/** @param cause why the first statement failed together with what begins the transaction. */
function notBegun(cause: unknown): unknown {
  return isUnreachable(cause) ? new NotBegunError('The transaction could not begin', { cause }) : cause
}

function withLastStep<T>(
  work: (unit: UnitOfWork) => Promise<T>,
  step: LastStep | undefined,
): (unit: UnitOfWork) => Promise<T> {
  if (step === undefined) return work
  return async (unit) => {
    const result = await work(unit)
    await step(unit, result)
    return result
  }
}

function warnOfFailure(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : new Error(String(error)))
}

function beginStatement({ isolationLevel, readOnly }: TransactionOptions): string {
  const level = isolationLevel === undefined ? '' : ` isolation level ${isolationLevel}`
  return `start transaction${level}${readOnly === true ? ' read only' : ''}`
}
