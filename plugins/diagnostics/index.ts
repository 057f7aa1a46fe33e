import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Histogram } from 'prom-client'
import type { EndedRequest } from '../http-metrics/index.ts'
import { currentStatements, RequestStatements } from './statements.ts'

export const HTTP_REQUEST_QUERY_COUNT = new Histogram<'method' | 'endpoint'>({
  name: 'http_request_query_count',
  help: 'Database statements per request',
  labelNames: ['method', 'endpoint'],
  buckets: [1, 2, 3, 5, 10, 20, 50, 100],
})

const REQUEST_PART_BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1]

export const HTTP_REQUEST_QUERY_TIME_SECONDS = new Histogram<'method' | 'endpoint'>({
  name: 'http_request_query_time_seconds',
  help: 'Database time per request',
  labelNames: ['method', 'endpoint'],
  buckets: REQUEST_PART_BUCKETS,
})

export const HTTP_REQUEST_APP_TIME_SECONDS = new Histogram<'method' | 'endpoint'>({
  name: 'http_request_app_time_seconds',
  help: 'Request time outside the database',
  labelNames: ['method', 'endpoint'],
  buckets: REQUEST_PART_BUCKETS,
})

export { observeStatement } from './statements.ts'

export interface DiagnosticsOptions {
  /** Whether statements are measured at all. Default false: no hook is installed. */
  enabled?: boolean
  /** Default 100. */
  slowQueryThresholdMs?: number
  /** Default false. */
  logAllQueries?: boolean
}

const SLOWEST_STATEMENTS_LOGGED = 5

/** Tells how much of a request's time the database took. Works on what `observeStatement` is told. */
async function diagnostics(app: FastifyInstance, options: DiagnosticsOptions): Promise<void> {
  const { enabled = false, slowQueryThresholdMs = 100, logAllQueries = false } = options
  app.log.info({ enabled, slowQueryThresholdMs, logAllQueries }, 'statement-level request diagnostics')
  if (!enabled) return

  const limits = { slowQueryThresholdMs, logAllQueries }
  const records = new WeakMap<FastifyRequest, RequestStatements>()

  app.addHook('onRequest', (request, _reply, done) => {
    const record = new RequestStatements(request.log, limits)
    records.set(request, record)
    currentStatements.run(record, done)
  })
  // Reading a body continues in the context of the socket, not in that of the request: enter it again.
  app.addHook('preValidation', (request, _reply, done) => {
    const record = records.get(request)
    if (record) currentStatements.run(record, done)
    else done()
  })

  app.observeRequests({
    ended(request, end) {
      const record = records.get(request)
      return record ? observeParts(record, end) : {}
    },
    slow(request) {
      for (const { sql, ms } of records.get(request)?.slowest(SLOWEST_STATEMENTS_LOGGED) ?? []) {
        request.log.warn(`statement of a slow request (${Math.round(ms)}ms): ${sql}`)
      }
    },
  })
}

function observeParts(record: RequestStatements, { method, endpoint, seconds }: EndedRequest): Record<string, unknown> {
  record.closed = true
  const databaseSeconds = record.totalMs / 1000
  const appSeconds = Math.max(0, seconds - databaseSeconds)
  HTTP_REQUEST_QUERY_COUNT.observe({ method, endpoint }, record.statements.length)
  HTTP_REQUEST_QUERY_TIME_SECONDS.observe({ method, endpoint }, databaseSeconds)
  HTTP_REQUEST_APP_TIME_SECONDS.observe({ method, endpoint }, appSeconds)
  return {
    databaseMs: Math.round(record.totalMs),
    appMs: Math.round(appSeconds * 1000),
    statementCount: record.statements.length,
  }
}

export default fp(diagnostics, { name: 'diagnostics', fastify: '5.x', dependencies: ['http-metrics'] })
