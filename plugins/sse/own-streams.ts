import type { ServerResponse } from 'node:http'
import { Counter, Gauge } from 'prom-client'
import type { Credential } from '../auth/authenticator.ts'
import type { Database } from '../database/database.ts'
import { failureFields } from '../database/failure-fields.ts'
import type { Log } from '../log.ts'
import { PendingWork } from '../pending-work.ts'
import type { ConnectionObservers } from './connection-observers.ts'
import { EventFeed, type StoredEvent } from './event-feed.ts'
import { EventStream } from './event-stream.ts'
import { countBinding } from './identity-binding.ts'
import { frame, type LiveEvent, type PayloadFor, reaches } from './live-event.ts'
import { ReplacedStreams } from './replaced-streams.ts'
import { streamOwner } from './stream-owner.ts'
import { type StreamLimits, StreamRegistry } from './stream-registry.ts'

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

/** A page that asks for a stream. */
export interface StreamRequest {
  /** The id that the page has given its stream. */
  requestId: string
  /** Who opens it; null when that is not known. */
  subject: string | null
  /** Address that the request has come from. */
  address: string
  /** Whether the caller may read the inventory, now and for as long as the stream is open. */
  mayRead: boolean
  /** Whether it is told of everybody's records. */
  isAdmin: boolean
}

export interface OpenRequest extends StreamRequest {
  /** What the page has shown that can be revoked; null for anything else. */
  credential: Credential | null
  /** Value of the header `Last-Event-ID`. */
  lastEventId: string | undefined
}

export interface OwnStreamsParts {
  db: Database
  observers: ConnectionObservers
  heartbeatSeconds: number
  limits: StreamLimits
  /** Whether every stream gets the events of all subjects, as while sign-in is off. */
  everySubject: boolean
  log: Pick<Log, 'info' | 'warn' | 'debug'>
}

const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
}

const RETRY_MS = 500

/** Open streams of every instance in this process. */
const registries = new Set<StreamRegistry>()

function publishSize(): void {
  let size = 0
  for (const streams of registries) size += streams.size
  SSE_STREAM_ACTIVE_CONNECTIONS.set(size)
}

/** The event streams that this instance serves itself. */
export class OwnStreams {
  readonly #parts: OwnStreamsParts
  readonly #streams: StreamRegistry
  readonly #feed: EventFeed
  readonly #replaced: ReplacedStreams
  readonly #work = new PendingWork()
  #heartbeat: NodeJS.Timeout | undefined
  #ended = false

  constructor(parts: OwnStreamsParts) {
    this.#parts = parts
    this.#streams = new StreamRegistry(parts.limits)
    this.#feed = new EventFeed(
      parts.db,
      (event) => this.#deliver(event),
      () => this.#streams.size > 0,
    )
    this.#replaced = new ReplacedStreams(parts.db, (key) => this.#streams.find(key))
    registries.add(this.#streams)
  }

  /** Begins to send heartbeats. */
  start(): void {
    this.#heartbeat = setInterval(() => this.#sendHeartbeats(), this.#parts.heartbeatSeconds * 1000)
    this.#heartbeat.unref()
  }

  /** Ends all streams so that their pages connect elsewhere; streams that open from now on end at once. */
  endAll(): void {
    this.#ended = true
    clearInterval(this.#heartbeat)
    for (const stream of this.#streams.values()) stream.endForReconnect()
  }

  /** Waits for work in progress, and removes this instance's streams from the gauge. */
  async close(): Promise<void> {
    this.endAll()
    await this.#work.settled()
    registries.delete(this.#streams)
    publishSize()
  }

  /** To be called when events up to `id` are stored; the new ones are sent to the streams that they are for. */
  announced(id: number): void {
    this.#read(() => this.#feed.announce(id))
  }

  /** Reads new events after a time in which announcements may have been missed. */
  async catchUp(): Promise<void> {
    await this.#feed.catchUp()
  }

  /** To be called with each announcement of a new stream, by whichever replica. */
  replacementAnnounced(payload: string): void {
    this.#replaced.announced(payload)
  }

  /** The subject that the page's newest stream is bound to; undefined when there is no such stream. */
  subjectOf(requestId: string): string | null | undefined {
    return this.#streams.ofPage(requestId).at(-1)?.subject
  }

  /** Sends an event to the streams of pages with this id; it is not stored. @returns whether it was written to one. */
  sendTo(requestId: string, { name, service, data }: LiveEvent): boolean {
    const streams = this.#streams.ofPage(requestId)
    if (streams.length === 0) {
      this.#parts.log.warn({ requestId, event: name }, 'no event stream with this id')
      return false
    }
    const text = frame(name, JSON.stringify(data))
    return streams.map((stream) => this.#write(stream, service, text)).includes(true)
  }

  /** What the pages of the open streams have shown that can be revoked. */
  credentials(): Credential[] {
    return [...this.#streams.values()].flatMap(({ credential }) => credential ?? [])
  }

  /** Ends the streams whose credential the predicate names: it is not good any more, or gives another role. */
  endOf(isEnded: (credential: Credential) => boolean): void {
    for (const stream of this.#streams.values()) {
      if (stream.credential !== null && isEnded(stream.credential)) stream.endForReconnect()
    }
  }

  /**
   * Sends an event to the streams whose callers may read; it is not stored.
   *
   * @returns to how many it was written.
   */
  sendToReaders({ name, service }: Omit<LiveEvent, 'data'>, payloadFor: PayloadFor): number {
    const readers = [...this.#streams.values()].filter(({ mayRead }) => mayRead)
    return readers.filter((stream) => {
      const json = payloadFor(stream)
      return json !== null && this.#write(stream, service, frame(name, json))
    }).length
  }

  /** Whether this page may open a stream; false when too many are open. */
  hasRoomFor({ requestId, subject, address }: Pick<StreamRequest, 'requestId' | 'subject' | 'address'>): boolean {
    return this.#streams.hasRoomFor(streamOwner(requestId, subject, address))
  }

  /**
   * Turns a response, which may have headers already, into an event stream, and answers at once. It replaces the page's
   * older stream, and begins with the events of its subject's tasks that the page has missed.
   */
  open(response: ServerResponse, request: OpenRequest): void {
    const { requestId, subject, address, mayRead, isAdmin, credential, lastEventId } = request
    response.writeHead(200, STREAM_HEADERS)
    response.write(': connected\n\n')
    const owner = streamOwner(requestId, subject, address)
    const { everySubject } = this.#parts
    const after = this.#feed.position
    const stream = new EventStream(response, {
      requestId,
      subject,
      everySubject,
      owner,
      mayRead,
      isAdmin,
      credential,
      after,
    })
    SSE_STREAM_CONNECTIONS_TOTAL.inc({ action: 'connect' })
    countBinding(subject)
    response.once('close', () => this.#closed(stream))
    if (this.#ended) {
      stream.endForReconnect()
      return
    }

    const older = this.#streams.add(stream)
    publishSize()
    older?.end()
    const { log } = this.#parts
    this.#work
      .track(this.#replaced.register(stream))
      .catch((error) => log.warn(failureFields(error), 'a stream was not announced to the other replicas'))
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
    } catch (error) {
      const fields = { ...failureFields(error), requestId: stream.requestId }
      this.#parts.log.warn(fields, 'missed events could not be read: the page has to connect again')
      stream.cut()
    }
  }

  /** Writes page after page until the stream has reached the position of the feed; it waits for a slow reader. */
  async #writeMissed(stream: EventStream, since: number): Promise<void> {
    while (stream.isOpen && stream.after < this.#feed.position) {
      const upTo = this.#feed.position
      const { events, more } = await this.#feed.missed({ after: stream.after, upTo, since }, stream)
      for (const event of events) {
        stream.after = event.id
        this.#write(stream, event.service, frame(event.name, event.json, event.id))
      }
      if (!more) stream.after = upTo
      await stream.drained()
    }
    // In the same tick as the last comparison with the feed's position: no event may be delivered in between.
    stream.isLive = true
  }

  #deliver(event: StoredEvent): void {
    const text = frame(event.name, event.json, event.id)
    for (const stream of this.#streams.values()) {
      if (!stream.isLive || event.id <= stream.after || !reaches(event.subject, stream)) continue
      this.#write(stream, event.service, text)
    }
  }

  #write(stream: EventStream, service: LiveEvent['service'], text: string): boolean {
    const written = stream.write(text)
    SSE_STREAM_EVENTS_SENT_TOTAL.inc({ service, status: written ? 'success' : 'dropped' })
    if (!written) this.#parts.log.info({ requestId: stream.requestId }, 'an event stream was cut: its reader is slow')
    return written
  }

  #sendHeartbeats(): void {
    for (const stream of this.#streams.values()) this.#writeCursor(stream, ': heartbeat\n')
  }

  /** Sends the page a new `Last-Event-ID` without a message, so that it can resume also after a long time without events. */
  #writeCursor(stream: EventStream, comment: string): void {
    const { position } = this.#feed
    const cursor = stream.isLive && position >= stream.after ? `id: ${position}\n` : ''
    if (comment !== '' || cursor !== '') stream.write(`${comment}${cursor}\n`)
  }

  #closed(stream: EventStream): void {
    SSE_STREAM_CONNECTIONS_TOTAL.inc({ action: 'disconnect' })
    if (!this.#streams.remove(stream)) return
    publishSize()
    if (this.#streams.ofPage(stream.requestId).length > 0) return
    // A page whose stream ends at a shutdown connects again, to another replica.
    if (!this.#ended) void this.#parts.observers.disconnected(stream.requestId)
  }

  #read(step: () => Promise<void>): void {
    if (this.#ended) return
    this.#work.track(step()).catch((error) => {
      this.#parts.log.warn(failureFields(error), 'stored events could not be read; trying again')
      setTimeout(() => this.#read(() => this.#feed.catchUp()), RETRY_MS).unref()
    })
  }
}
