import type { ServerResponse } from 'node:http'
import { Counter, Gauge } from 'prom-client'
import type { Database } from '../database/database.ts'
import type { Log } from '../log.ts'
import { PendingWork } from '../pending-work.ts'
import type { ConnectionObservers } from './connection-observers.ts'
import { EventFeed, type StoredEvent } from './event-feed.ts'
import { EventStream } from './event-stream.ts'
import { countBinding } from './identity-binding.ts'
import { frame, type LiveEvent, LOCAL_USER, reaches } from './live-event.ts'
import { ReplacedStreams } from './replaced-streams.ts'

const SSE_STREAM_CONNECTIONS_TOTAL = new Counter({
  name: 'sse_stream_connections_total',
  help: 'Streams opened and ended',
  labelNames: ['action'] as const,
})

const SSE_STREAM_EVENTS_SENT_TOTAL = new Counter({
  name: 'sse_stream_events_sent_total',
  help: 'Events written to streams',
  labelNames: ['service', 'status'] as const,
})

const SSE_STREAM_ACTIVE_CONNECTIONS = new Gauge({
  name: 'sse_stream_active_connections',
  help: 'Streams open on this instance',
})

export interface OpenRequest {
  /** What the page calls its stream. */
  requestId: string
  /** Who has opened it; null when that is not known. */
  subject: string | null
  /** Value of the header `Last-Event-ID`. */
  lastEventId: string | undefined
}

export interface OwnStreamsParts {
  db: Database
  observers: ConnectionObservers
  heartbeatSeconds: number
  log: Pick<Log, 'info' | 'warn' | 'debug'>
}

const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
}

const RETRY_MS = 500

/** Open streams of every instance in this process. */
const registries = new Set<ReadonlyMap<string, EventStream>>()

function publishSize(): void {
  let size = 0
  for (const streams of registries) size += streams.size
  SSE_STREAM_ACTIVE_CONNECTIONS.set(size)
}

/** The event streams that this instance serves itself. */
export class OwnStreams {
  readonly #parts: OwnStreamsParts
  readonly #streams = new Map<string, EventStream>()
  readonly #feed: EventFeed
  readonly #replaced: ReplacedStreams
  readonly #work = new PendingWork()
  #heartbeat: NodeJS.Timeout | undefined
  #ended = false

  constructor(parts: OwnStreamsParts) {
    this.#parts = parts
    this.#feed = new EventFeed(
      parts.db,
      (event) => this.#deliver(event),
      () => this.#streams.size > 0,
    )
    this.#replaced = new ReplacedStreams(parts.db, (requestId) => this.#streams.get(requestId))
    registries.add(this.#streams)
  }

  /** Begins to send heartbeats. */
  start(): void {
    this.#heartbeat = setInterval(() => this.#beat(), this.#parts.heartbeatSeconds * 1000)
    this.#heartbeat.unref()
  }

  /** Ends all streams so that their pages connect elsewhere; streams that open from now on end at once. */
  endAll(): void {
    this.#ended = true
    clearInterval(this.#heartbeat)
    for (const stream of this.#streams.values()) stream.endForReconnect()
  }

  /** Ends what is still under way, and forgets what this instance has published. */
  async close(): Promise<void> {
    this.endAll()
    await this.#work.settled()
    registries.delete(this.#streams)
    publishSize()
  }

  /** Events up to `id` are stored; those that are new go out to the streams that they are for. */
  announced(id: number): void {
    this.#read(() => this.#feed.announce(id))
  }

  /** Reads on after a time in which announcements may have been missed. */
  async catchUp(): Promise<void> {
    await this.#feed.catchUp()
  }

  /** Another stream of the same page was opened, perhaps by another replica. */
  replacementAnnounced(payload: string): void {
    this.#replaced.announced(payload)
  }

  has(requestId: string): boolean {
    return this.#streams.has(requestId)
  }

  /** The subject that a stream is bound to; undefined when there is no such stream. */
  subjectOf(requestId: string): string | null | undefined {
    return this.#streams.get(requestId)?.subject
  }

  /** Sends an event to one page, unstored. @returns whether it was written. */
  sendTo(requestId: string, { name, service, data }: LiveEvent): boolean {
    const stream = this.#streams.get(requestId)
    if (stream === undefined) {
      this.#parts.log.warn({ requestId, event: name }, 'no event stream with this id')
      return false
    }
    return this.#write(stream, service, frame(name, JSON.stringify(data)))
  }

  /**
   * Turns a response, which may have headers already, into an event stream, and answers at once. It takes the place of the page's older stream,
   * and begins with the events of its subject's tasks that the page has missed.
   */
  open(response: ServerResponse, { requestId, subject, lastEventId }: OpenRequest): void {
    response.writeHead(200, STREAM_HEADERS)
    response.write(': connected\n\n')
    const stream = new EventStream(response, requestId, subject, this.#feed.position)
    SSE_STREAM_CONNECTIONS_TOTAL.inc({ action: 'connect' })
    countBinding(subject)
    response.once('close', () => this.#closed(stream))
    if (this.#ended) {
      stream.endForReconnect()
      return
    }

    const older = this.#streams.get(requestId)
    this.#streams.set(requestId, stream)
    publishSize()
    older?.end()
    const { log } = this.#parts
    this.#work
      .track(this.#replaced.register(stream))
      .catch((err) => log.warn({ err }, 'a stream was not announced to the other replicas'))
    void this.#work.track(this.#resume(stream, lastEventId))
    void this.#parts.observers.connected(requestId)
  }

  async #resume(stream: EventStream, lastEventId: string | undefined): Promise<void> {
    const last = /^\d{1,15}$/.test(lastEventId ?? '') ? Number(lastEventId) : undefined
    const since = stream.after
    try {
      if (last !== undefined && (await this.#feed.isKnown(last))) stream.after = last
      if (last === undefined) stream.isLive = true
      else await this.#writeMissed(stream, since)
      this.#writeCursor(stream, '')
    } catch (err) {
      this.#parts.log.warn({ err, requestId: stream.requestId }, 'missed events could not be read')
      stream.cut()
    }
  }

  /** Writes page after page until the stream has caught up with the feed, at the pace of its reader. */
  async #writeMissed(stream: EventStream, since: number): Promise<void> {
    const { subject } = stream
    const reader = { subject, everySubject: subject === LOCAL_USER }
    while (stream.isOpen && stream.after < this.#feed.position) {
      const upTo = this.#feed.position
      const { events, more } = await this.#feed.missed({ after: stream.after, upTo, since }, reader)
      for (const event of events) {
        stream.after = event.id
        this.#write(stream, event.service, frame(event.name, event.json, event.id))
      }
      if (!more) stream.after = upTo
      await stream.drained()
    }
    // At once after the last look at the feed's position: nothing may be handed over in between.
    stream.isLive = true
  }

  #deliver(event: StoredEvent): void {
    const text = frame(event.name, event.json, event.id)
    for (const stream of this.#streams.values()) {
      if (!stream.isLive || event.id <= stream.after || !reaches(event.subject, stream.subject)) continue
      this.#write(stream, event.service, text)
    }
  }

  #write(stream: EventStream, service: LiveEvent['service'], text: string): boolean {
    const written = stream.write(text)
    SSE_STREAM_EVENTS_SENT_TOTAL.inc({ service, status: written ? 'success' : 'dropped' })
    if (!written) this.#parts.log.info({ requestId: stream.requestId }, 'an event stream was cut: its reader is slow')
    return written
  }

  #beat(): void {
    for (const stream of this.#streams.values()) this.#writeCursor(stream, ': heartbeat\n')
  }

  /** Moves the page's `Last-Event-ID` on without a message, so that it can resume after a long silence as well. */
  #writeCursor(stream: EventStream, comment: string): void {
    const { position } = this.#feed
    const cursor = stream.isLive && position >= stream.after ? `id: ${position}\n` : ''
    if (comment !== '' || cursor !== '') stream.write(`${comment}${cursor}\n`)
  }

  #closed(stream: EventStream): void {
    SSE_STREAM_CONNECTIONS_TOTAL.inc({ action: 'disconnect' })
    if (this.#streams.get(stream.requestId) !== stream) return
    this.#streams.delete(stream.requestId)
    publishSize()
    // A page whose stream ends with the service is about to connect again, to another replica.
    if (!this.#ended) void this.#parts.observers.disconnected(stream.requestId)
  }

  #read(step: () => Promise<void>): void {
    if (this.#ended) return
    this.#work.track(step()).catch((err) => {
      this.#parts.log.warn({ err }, 'stored events could not be read; trying again')
      setTimeout(() => this.#read(() => this.#feed.catchUp()), RETRY_MS).unref()
    })
  }
}
