import { randomUUID } from 'node:crypto'
import type { Database } from '../database/database.ts'
import type { EventStream, OpeningOrder } from './event-stream.ts'

/** Channel on which replicas tell each other which pages have opened a stream. */
export const STREAM_CHANNEL = 'sse_streams'

/** Streams that were opened closer together than this are put in order by the clock, others by their number. */
const CLOSE_TOGETHER_MS = 1000

/** The clocks of two replicas may differ, and the numbers of streams that open at the same time may be given late. */
function isOlder(a: OpeningOrder, b: OpeningOrder): boolean {
  const apart = b.openedAt - a.openedAt
  return apart !== 0 && Math.abs(apart) < CLOSE_TOGETHER_MS ? apart > 0 : a.number < b.number
}

/** Keeps one stream a page over all replicas: the one that was opened last. */
export class ReplacedStreams {
  readonly #db: Database
  readonly #find: (requestId: string) => EventStream | undefined
  readonly #instance = randomUUID()

  constructor(db: Database, find: (requestId: string) => EventStream | undefined) {
    this.#db = db
    this.#find = find
  }

  /** Numbers a stream and tells the other replicas of it. */
  async register(stream: EventStream): Promise<void> {
    const [row] = await this.#db.query<{ number: number }>(
      `with numbered as materialized (select nextval('sse_stream_numbers') as number)
       select number, pg_notify('${STREAM_CHANNEL}', concat_ws(':', $1::text, number, $2::text, $3::text))
         from numbered`,
      [this.#instance, stream.openedAt, stream.requestId],
    )
    stream.number = row?.number
    this.#settle(stream)
  }

  /** Ends this instance's stream of the page when the announced one is newer and of another instance. */
  announced(payload: string): void {
    const [, instance, number, openedAt, requestId = ''] = /^([^:]*):(\d+):(\d+):(.*)$/s.exec(payload) ?? []
    const stream = this.#find(requestId)
    if (stream === undefined || instance === this.#instance) return
    stream.rivals.push({ number: Number(number), openedAt: Number(openedAt) })
    this.#settle(stream)
  }

  #settle(stream: EventStream): void {
    const { number, openedAt } = stream
    if (number === undefined) return
    if (stream.rivals.some((rival) => isOlder({ number, openedAt }, rival))) stream.end()
    stream.rivals.length = 0
  }
}
