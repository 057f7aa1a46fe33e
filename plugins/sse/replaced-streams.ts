import { randomUUID } from 'node:crypto'
import type { Database } from '../database/database.ts'
import type { EventStream, OpeningOrder } from './event-stream.ts'
import { NUMBER_STREAM } from './statements.ts'

/** Streams that were opened within this time are ordered by the clock, others by their number. */
const CLOSE_TOGETHER_MS = 1000

/** Neither order is enough: the clocks of two replicas may differ, and numbers are given some time after the opening. */
function isOlder(a: OpeningOrder, b: OpeningOrder): boolean {
  const apart = b.openedAt - a.openedAt
  return apart !== 0 && Math.abs(apart) < CLOSE_TOGETHER_MS ? apart > 0 : a.number < b.number
}

/** Ends all streams of a page but the one that was opened last, over all replicas. */
export class ReplacedStreams {
  readonly #db: Database
  readonly #find: (key: string) => EventStream | undefined
  readonly #instance = randomUUID()

  constructor(db: Database, find: (key: string) => EventStream | undefined) {
    this.#db = db
    this.#find = find
  }

  /** Numbers a stream and announces it to the other replicas. */
  async register(stream: EventStream): Promise<void> {
    const [row] = await this.#db.query(NUMBER_STREAM, [this.#instance, stream.openedAt, stream.owner.key])
    stream.number = row?.number
    this.#endIfOlder(stream)
  }

  /** Ends this instance's stream of the page when the announced one is newer and of another instance. */
  announced(payload: string): void {
    const [, instance, number, openedAt, key = ''] = /^([^:]*):(\d+):(\d+):(.*)$/s.exec(payload) ?? []
    const stream = this.#find(key)
    if (stream === undefined || instance === this.#instance) return
    stream.rivals.push({ number: Number(number), openedAt: Number(openedAt) })
    this.#endIfOlder(stream)
  }

  #endIfOlder(stream: EventStream): void {
    const { number, openedAt } = stream
    if (number === undefined) return
    if (stream.rivals.some((rival) => isOlder({ number, openedAt }, rival))) stream.end()
    stream.rivals.length = 0
  }
}
