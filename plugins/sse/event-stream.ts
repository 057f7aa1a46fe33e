import type { ServerResponse } from 'node:http'

/** Bytes that may wait for a reader; one that is slower is cut off and resumes from the last event that it got. */
const MAX_WAITING_BYTES = 256 * 1024

const RECONNECT_SOON = ': the service is going away\nretry: 1000\n\n'

/** When a stream was opened: its number among those of all replicas, which is given a little later, and the time. */
export interface OpeningOrder {
  number: number
  openedAt: number
}

/** One page's open event stream. */
export class EventStream {
  readonly requestId: string
  readonly subject: string | null
  /** Events up to this id have been written, or are not for this stream. */
  after: number
  /** False while stored events are being written that the page has missed. */
  isLive = false
  /** Its place among all streams of all replicas, once it is known. */
  number: number | undefined
  readonly openedAt = Date.now()
  /** Other replicas' streams of the same page that it has not been compared with. */
  readonly rivals: OpeningOrder[] = []
  readonly #response: ServerResponse

  constructor(response: ServerResponse, requestId: string, subject: string | null, after: number) {
    this.#response = response
    this.requestId = requestId
    this.subject = subject
    this.after = after
  }

  /** Writes what is for this stream. @returns false when the reader was too slow, and has been cut off. */
  write(text: string): boolean {
    if (this.#response.destroyed || this.#response.writableEnded) return true
    this.#response.write(text)
    if (this.#response.writableLength <= MAX_WAITING_BYTES) return true
    this.#response.destroy()
    return false
  }

  /** Resolves when the reader has taken what was written, or has gone. */
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

  /** Ends the stream after what was written. */
  end(): void {
    const { socket } = this.#response
    this.#response.end(() => socket?.end())
  }

  /** Ends the stream so that the page connects again within a second, to whoever serves it then. */
  endForReconnect(): void {
    this.write(RECONNECT_SOON)
    this.end()
  }

  /** Breaks the stream off; the page takes it for a lost connection. */
  cut(): void {
    this.#response.destroy()
  }
}
