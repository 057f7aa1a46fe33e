import { Counter, Histogram } from 'prom-client'
import type { Log } from '../log.ts'
import { SHORT_DURATION_BUCKETS } from '../metric-buckets.ts'
import type { EventService } from './live-event.ts'

const SSE_GATEWAY_EVENTS_SENT_TOTAL = new Counter({
  name: 'sse_gateway_events_sent_total',
  help: 'Events handed to the gateway',
  labelNames: ['service', 'status'] as const,
})

const SSE_GATEWAY_SEND_DURATION_SECONDS = new Histogram({
  name: 'sse_gateway_send_duration_seconds',
  help: 'Duration of one send call',
  labelNames: ['service'] as const,
  buckets: SHORT_DURATION_BUCKETS,
})

const SEND_TIMEOUT_MS = 2000
/** Below the limit of a readiness check, so that the reason of a failure is known. */
const READINESS_TIMEOUT_MS = 1900
const CHECK_GATEWAY = 'check SSE_GATEWAY_URL, and that the gateway runs'

/** The result of a send: accepted, a stream that the gateway does not know, or any other failure. */
export type SendOutcome = 'sent' | 'unknown' | 'failed'

/** Client of the external gateway that holds the browsers' event streams. */
export class GatewayClient {
  readonly #baseUrl: string
  readonly #log: Pick<Log, 'warn' | 'error'>

  constructor(baseUrl: string, log: Pick<Log, 'warn' | 'error'>) {
    this.#baseUrl = baseUrl.replace(/\/+$/, '')
    this.#log = log
  }

  /**
   * Sends one event to a stream.
   *
   * @param token the gateway's name of the stream.
   * @param json payload as JSON.
   */
  async send(token: string, name: string, json: string, service: EventService): Promise<SendOutcome> {
    const observe = SSE_GATEWAY_SEND_DURATION_SECONDS.startTimer({ service })
    const outcome = await this.#post({ token, event: { name, data: json } }, (problem) =>
      this.#log.error({ ...problem, token, event: name }, `the gateway did not take an event: ${CHECK_GATEWAY}`),
    )
    observe()
    SSE_GATEWAY_EVENTS_SENT_TOTAL.inc({ service, status: outcome === 'sent' ? 'success' : 'error' })
    if (outcome === 'unknown')
      this.#log.warn({ token, event: name }, 'the gateway does not know a stream: it is taken for ended')
    return outcome
  }

  /** Closes a stream, if it is there. */
  async close(token: string): Promise<void> {
    await this.#post({ token, close: true }, (problem) =>
      this.#log.warn({ ...problem, token }, `the gateway did not close a stream: ${CHECK_GATEWAY}`),
    )
  }

  /** Whether the gateway is ready, for the readiness probe. */
  async ready(): Promise<{ reachable: boolean; ok: boolean; status_code?: number; error?: string }> {
    try {
      const { status } = await this.#fetch('/readyz', {}, READINESS_TIMEOUT_MS)
      return status === 200 ? { reachable: true, ok: true } : { reachable: true, status_code: status, ok: false }
    } catch (error) {
      return { reachable: false, error: reasonOf(error), ok: false }
    }
  }

  async #post(
    message: object,
    onProblem: (problem: { status: number } | { reason: string }) => void,
  ): Promise<SendOutcome> {
    try {
      const { status } = await this.#fetch('/internal/send', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
      })
      if (status === 200) return 'sent'
      if (status === 404) return 'unknown'
      onProblem({ status })
    } catch (error) {
      onProblem({ reason: reasonOf(error) })
    }
    return 'failed'
  }

  async #fetch(path: string, init: RequestInit, timeoutMs = SEND_TIMEOUT_MS): Promise<Response> {
    const response = await fetch(this.#baseUrl + path, { ...init, signal: AbortSignal.timeout(timeoutMs) })
    // The connection is free for the next call once the answer has been read.
    await response.arrayBuffer()
    return response
  }
}

/** `fetch` hides the reason of a failure in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message
}
