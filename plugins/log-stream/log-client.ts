import type { ServerResponse } from 'node:http'
import type { LogRecord } from './log-record.ts'

const HEARTBEAT_MS = 30_000
/** Limit of records that wait for a slow reader; the oldest are dropped first. */
const MAX_QUEUED = 1000
/** At the end, a reader that reads nothing for so long is cut off. */
const DRAIN_IDLE_MS = 250

/** A client that reads the log. */
export class LogClient {
  readonly #response: ServerResponse
  readonly #correlationId: string
  readonly #queue: string[] = []
  readonly #heartbeat: NodeJS.Timeout
  readonly #flush = () => this.#write()

  constructor(response: ServerResponse, correlationId: string) {
    this.#response = response
    this.#correlationId = correlationId
    this.#heartbeat = setTimeout(() => this.#send('heartbeat', { timestamp: Date.now() / 1000 }), HEARTBEAT_MS)
    this.#heartbeat.unref()
    response.on('drain', this.#flush)
    this.#send('connection_open', { status: 'connected' })
  }

  log(record: LogRecord): void {
    this.#send('log', record)
  }

  /** Sends the last event, and ends the stream when everything has been read or the reader has stopped reading. */
  end(reason: string): void {
    this.#send('connection_close', { reason })
    this.stop()
    const endStream = () => {
      this.#response.end(() => socket?.end())
    }
    const { socket } = this.#response
    if (this.#queue.length === 0 && !this.#response.writableNeedDrain) {
      endStream()
      return
    }
    const idle = setTimeout(() => this.#response.destroy(), DRAIN_IDLE_MS)
    this.#response.on('drain', () => {
      idle.refresh()
      this.#write()
      if (this.#queue.length > 0 || this.#response.writableNeedDrain) return
      clearTimeout(idle)
      endStream()
    })
  }

  /** Sends no more heartbeats. */
  stop(): void {
    clearTimeout(this.#heartbeat)
  }

  #send(event: string, data: object): void {
    const json = JSON.stringify({ correlation_id: this.#correlationId, ...data })
    this.#queue.push(`event: ${event}\ndata: ${json}\n\n`)
    if (this.#queue.length > MAX_QUEUED) this.#queue.shift()
    this.#heartbeat.refresh()
    this.#write()
  }

  #write(): void {
    while (!this.#response.writableNeedDrain) {
      const text = this.#queue.shift()
      if (text === undefined) return
      this.#response.write(text)
    }
  }
}
