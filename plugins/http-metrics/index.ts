import { performance } from 'node:perf_hooks'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Counter, Gauge } from 'prom-client'
import { HTTP_REQUEST_DURATION_SECONDS } from './request-durations.ts'
import { markTimedOut, noteLateRequest, onRequestEnd } from './request-end.ts'

declare module 'fastify' {
  interface FastifyInstance {
    countRequest: CountRequest
    /** Calls `observer` at the end of every request. */
    observeRequests: (observer: RequestObserver) => void
  }
}

/**
 * Counts a request that hooks never see. Call it from the server option `frameworkErrors`, whose requests (such as
 * those with a malformed URL) Fastify answers before any hook.
 */
// Outside the augmentation: the compiler drops imports from a declaration that only an augmentation uses.
export type CountRequest = (request: FastifyRequest, reply: FastifyReply) => void

export const HTTP_SLOW_REQUEST_TOTAL = new Counter<'method' | 'endpoint'>({
  name: 'http_slow_request_total',
  help: 'Requests at or above the slow limit',
  labelNames: ['method', 'endpoint'],
})

export const HTTP_ACTIVE_REQUESTS = new Gauge({
  name: 'http_active_requests',
  help: 'Requests in progress',
})

export { HTTP_REQUEST_DURATION_SECONDS }

export interface HttpMetricsOptions {
  /** A request that takes this many milliseconds or more is slow: counted apart and logged. Default 500. */
  slowRequestThresholdMs?: number
}

/** Labels and wall time of a request that has ended. */
export interface EndedRequest {
  method: string
  /** Route template, or `unmatched`. */
  endpoint: string
  status: number
  seconds: number
}

/** Lets another plugin observe the end of each request. */
export interface RequestObserver {
  /** Called once a request; what it returns is added to the record of a slow request. */
  ended(request: FastifyRequest, end: EndedRequest): Record<string, unknown>
  /** Called after a slow request has been logged. */
  slow(request: FastifyRequest): void
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'])

/**
 * Counts and times every request exactly once, whether it finishes, fails, times out (status 408) or is aborted by the
 * client (status 499), and logs the slow ones. An answer that the server itself cuts off has status 500, and a request of which the
 * client has not sent the rest until then 499.
 *
 * A hook that answers a request before this plugin's own `onRequest` hook has run hides it: register this plugin first.
 */
async function httpMetrics(app: FastifyInstance, { slowRequestThresholdMs = 500 }: HttpMetricsOptions): Promise<void> {
  const observers: RequestObserver[] = []
  app.decorate('observeRequests', (observer: RequestObserver) => {
    observers.push(observer)
  })

  function record(request: FastifyRequest, start: number, status: number): void {
    const ms = Math.max(0, performance.now() - start)
    const method = METHODS.has(request.method) ? request.method : 'other'
    const endpoint = request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched')
    HTTP_ACTIVE_REQUESTS.dec()
    HTTP_REQUEST_DURATION_SECONDS.record(method, endpoint, status, ms / 1000)
    const slow = ms >= slowRequestThresholdMs
    if (slow) HTTP_SLOW_REQUEST_TOTAL.inc({ method, endpoint })
    if (!slow && observers.length === 0) return
    const end = { method, endpoint, status, seconds: ms / 1000 }
    const details = observers.map((observer) => observer.ended(request, end))
    if (!slow) return
    const fields = { method, route: endpoint, status, durationMs: Math.round(ms) }
    request.log.warn(Object.assign(fields, ...details), 'slow request')
    for (const observer of observers) observer.slow(request)
  }

  function count(request: FastifyRequest, reply: FastifyReply): void {
    const start = performance.now()
    HTTP_ACTIVE_REQUESTS.inc()
    onRequestEnd(request, reply, (status) => record(request, start, status))
  }

  app.decorate('countRequest', count)
  app.addHook('onRequest', (request, reply, done) => {
    count(request, reply)
    done()
  })

  app.server.on('clientError', noteLateRequest)
  app.addHook('onClose', async () => {
    app.server.off('clientError', noteLateRequest)
  })
  if (app.initialConfig.connectionTimeout) {
    app.addHook('onTimeout', (request, _reply, done) => {
      markTimedOut(request)
      done()
    })
  }
}

export default fp(httpMetrics, { name: 'http-metrics', fastify: '5.x', dependencies: [] })
