import { AsyncLocalStorage } from 'node:async_hooks'
import type { FastifyBaseLogger } from 'fastify'
import { Counter, Histogram } from 'prom-client'

export const DB_QUERY_DURATION_SECONDS = new Histogram({
  name: 'db_query_duration_seconds',
  help: 'Duration of one statement',
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
})

export const DB_SLOW_QUERY_TOTAL = new Counter({
  name: 'db_slow_query_total',
  help: 'Statements at or above the slow limit',
})

export interface StatementLimits {
  /** A statement that takes this many milliseconds or more is slow. */
  slowQueryThresholdMs: number
  /** Log the other statements too, at DEBUG. */
  logAllQueries: boolean
}

export interface Statement {
  sql: string
  ms: number
}

const SLOW_STATEMENT_LOG_CHARACTERS = 500
const STATEMENT_LOG_CHARACTERS = 200

/** What one request has asked of the database. */
export class RequestStatements {
  readonly statements: Statement[] = []
  totalMs = 0
  /** A statement that runs on after the request has ended is not the request's any more. */
  closed = false
  readonly log: FastifyBaseLogger
  readonly limits: StatementLimits

  constructor(log: FastifyBaseLogger, limits: StatementLimits) {
    this.log = log
    this.limits = limits
  }

  add(statement: Statement): void {
    this.statements.push(statement)
    this.totalMs += statement.ms
    DB_QUERY_DURATION_SECONDS.observe(statement.ms / 1000)
    const { sql, ms } = statement
    if (ms >= this.limits.slowQueryThresholdMs) {
      DB_SLOW_QUERY_TOTAL.inc()
      this.log.warn(`SLOW QUERY (${Math.round(ms)}ms): ${sql.slice(0, SLOW_STATEMENT_LOG_CHARACTERS)}`)
    } else if (this.limits.logAllQueries) {
      this.log.debug(`QUERY (${Math.round(ms)}ms): ${sql.slice(0, STATEMENT_LOG_CHARACTERS)}`)
    }
  }

  /** The statements that took longest, slowest first, cut to what a log record shows. */
  slowest(count: number): Statement[] {
    return this.statements
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, count)
      .map(({ sql, ms }) => ({ sql: sql.slice(0, STATEMENT_LOG_CHARACTERS), ms }))
  }
}

export const currentStatements = new AsyncLocalStorage<RequestStatements>()

/**
 * Takes note of a statement that has run, `ms` milliseconds long. The database driver calls this for every statement;
 * those outside a request, or while diagnostics are off, are ignored.
 */
export function observeStatement(sql: string, ms: number): void {
  const request = currentStatements.getStore()
  if (request && !request.closed) request.add({ sql, ms: Math.max(0, ms) })
}
