import type { MikroORM } from '@mikro-orm/postgresql'
import type pg from 'pg'
import { closeIdle } from '../database/close-idle.ts'
import { findConnectionProblem } from '../database/connection-problem.ts'
import type { Database } from '../database/database.ts'
import { failureFields } from '../database/failure-fields.ts'
import { countPendingMigrations } from '../database/migrations.ts'
import type { RowOf } from '../database/statement.ts'
import type { HealthCheckResult } from '../health/index.ts'
import type { Log } from '../log.ts'
import { SERVER_STATE } from './statements.ts'

export interface DatabaseStateParts {
  db: Database
  orm: MikroORM
  pool: pg.Pool
  log: Pick<Log, 'warn'>
}

/** How long the result of a check is used for further probes. */
const FRESH_MS = 500

/**
 * Checks whether the database can be used, and if not, why. The probe is public, so its answer has a short reason and
 * the errors themselves go to the log. Probes at the same time share one check.
 */
export class DatabaseState {
  readonly #parts: DatabaseStateParts
  #isMigrated = false
  #checking: Promise<HealthCheckResult> | undefined
  #last: { at: number; result: HealthCheckResult } | undefined
  #logged: unknown

  constructor(parts: DatabaseStateParts) {
    this.#parts = parts
  }

  check(): Promise<HealthCheckResult> | HealthCheckResult {
    if (this.#last !== undefined && performance.now() - this.#last.at < FRESH_MS) return this.#last.result
    this.#checking ??= this.#checkNow().finally(() => {
      this.#checking = undefined
    })
    return this.#checking
  }

  async #checkNow(): Promise<HealthCheckResult> {
    const result = await this.#find()
    this.#last = { at: performance.now(), result }
    if (result.ok === true) this.#logged = undefined
    return result
  }

  async #find(): Promise<HealthCheckResult> {
    const { db, pool } = this.#parts
    let state: RowOf<typeof SERVER_STATE> | undefined
    try {
      ;[state] = await db.query(SERVER_STATE)
    } catch (err) {
      this.#logOnce(err)
      return { connected: false, reason: findConnectionProblem(err)?.reason ?? 'no connection', ok: false }
    }
    const pending = await this.#countPending()
    if (pending === null) return { connected: true, reason: 'the migrations cannot be read', ok: false }
    const facts = { connected: true, migrations_pending: pending }
    if (state?.standby) return { ...facts, reason: 'the server is a standby', ok: false }
    if (state?.read_only) {
      // That may be the default that the session began with, and has been changed since.
      await closeIdle(pool)
      return { ...facts, reason: 'the database is read only', ok: false }
    }
    return pending === 0 ? { ...facts, ok: true } : { ...facts, reason: 'migrations are pending', ok: false }
  }

  /** A database that has been migrated stays so; null when it cannot be read. */
  async #countPending(): Promise<number | null> {
    if (this.#isMigrated) return 0
    try {
      const pending = await countPendingMigrations(this.#parts.orm, this.#parts.pool)
      this.#isMigrated = pending === 0
      return pending
    } catch (err) {
      this.#logOnce(err)
      return null
    }
  }

  /** The same error at each probe would fill the log. */
  #logOnce(err: unknown): void {
    const text = err instanceof Error ? err.message : String(err)
    if (this.#logged === text) return
    this.#logged = text
    this.#parts.log.warn(failureFields(err), 'the database cannot be used')
  }
}
