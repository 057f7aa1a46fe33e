import type { ServerResponse } from 'node:http'
import type { Credential } from '../auth/authenticator.ts'
import type { ChangeReader } from './live-event.ts'
import type { StreamOwner } from './stream-registry.ts'

/** Bytes that may wait for a reader. A slower one is disconnected, and resumes from the last event that it got. */
const MAX_WAITING_BYTES = 256 * 1024

const RECONNECT_SOON = ': the service is going away\nretry: 1000\n\n'

/** When a stream was opened: the time, and its number among the streams of all replicas. */
export interface OpeningOrder {
  number: number
  openedAt: number
}

/** What an event stream is created with. */
export interface StreamStart extends ChangeReader {
  /** The id that the page has given its stream. */
  requestId: string
  owner: StreamOwner
  /** Whether its caller may read the inventory. */
  mayRead: boolean
  /** What the page has shown that can be revoked; null for anything else. */
  credential: Credential | null
  /** Events up to this id are not for this stream. */
  after: number
}

/** One page's open event stream. */
export class EventStream implements ChangeReader {
  readonly requestId: string
  readonly subject: string | null
  readonly everySubject: boolean
  readonly owner: StreamOwner
  readonly mayRead: boolean
  readonly isAdmin: boolean
  readonly credential: Credential | null
  /** Events up to this id have been written, or are not for this stream. */
  after: number
  /** False while stored events are being written that the page has missed. */
  isLive = false
  /** Its number among the streams of all replicas, once it is known. */
  number: number | undefined
  readonly openedAt = Date.now()
  /** Streams of the same page on other replicas that it has not been compared with. */
  readonly rivals: OpeningOrder[] = []
  readonly #response: ServerResponse

  constructor(response: ServerResponse, start: StreamStart) {
    const { requestId, subject, everySubject, owner, mayRead, isAdmin, after, credential } = start
    this.#response = response
    this.requestId = requestId
    this.subject = subject
    this.everySubject = everySubject
    this.owner = owner
    this.mayRead = mayRead
    this.isAdmin = isAdmin
    this.credential = credential
    this.after = after
  }

  /** Writes text to the reader. @returns false when the reader was too slow, and has been disconnected. */
  write(text: string): boolean {
    if (this.#response.destroyed || this.#response.writableEnded) return true
    this.#response.write(text)
    if (this.#response.writableLength <= MAX_WAITING_BYTES) return true
    this.#response.destroy()
    return false
  }

  /** Resolves when everything has been sent to the reader, or the connection has closed. */
  async drained(): Promise<void> {
    const response = this.#response
    if (!response.writableNeedDrain || response.destroyed) return
    await new Promise<void>((resolve) => {
      const done = () => {
        response.off('drain', done)
        response.off('close', done)
        resolve()
      }
      response.on('drain', done)
      response.on('close', done)
    })
  }

  get isOpen(): boolean {
    return !this.#response.destroyed && !this.#response.writableEnded
  }

  /** Ends the stream after everything has been sent. */
  end(): void {
    const { socket, req } = this.#response
    // Over HTTP/2 the connection has other requests as well.
    this.#response.end(() => {
      if (req.httpVersionMajor < 2) socket?.end()
    })
  }

  /** Ends the stream so that the page connects again within a second, to this or another replica. */
  endForReconnect(): void {
    this.write(RECONNECT_SOON)
    this.end()
  }

  /** Closes the connection at once; the page handles that as a lost connection. */
  cut(): void {
    this.#response.destroy()
  }
}
