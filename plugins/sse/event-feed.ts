import type { Database } from '../database/database.ts'
import type { RowOf } from '../database/statement.ts'
import type { StreamReader } from './live-event.ts'
import { EVENT_PAGE, EVENTS_BETWEEN, IS_EVENT_KNOWN, MISSED_EVENTS, NEWEST_EVENT } from './statements.ts'

/** An event as it is stored. Ids rise over all replicas. */
export type StoredEvent = RowOf<typeof EVENTS_BETWEEN>

/**
 * Reads the stored events, each once, in the order of their ids, up to `position`. Events are committed in the order of
 * their ids, so none with a smaller id appears later.
 */
export class EventFeed {
  readonly #db: Database
  readonly #deliver: (event: StoredEvent) => void
  readonly #isWanted: () => boolean
  #position = 0
  #announced = 0
  #reading: Promise<void> | undefined

  /**
   * @param deliver called with each event.
   * @param isWanted false while there is no stream: events are skipped then, without reading them.
   */
  constructor(db: Database, deliver: (event: StoredEvent) => void, isWanted: () => boolean) {
    this.#db = db
    this.#deliver = deliver
    this.#isWanted = isWanted
  }

  /** All events up to this id have been delivered or skipped. */
  get position(): number {
    return this.#position
  }

  /** To be called when events up to `id` are stored. */
  async announce(id: number): Promise<void> {
    this.#announced = Math.max(this.#announced, id)
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  /** Reads all events that are stored by now, also those that were announced while the connection was lost. */
  async catchUp(): Promise<void> {
    const [newest] = await this.#db.query(NEWEST_EVENT)
    await this.announce(newest?.id ?? 0)
  }

  async #read(): Promise<void> {
    while (this.#position < this.#announced) {
      if (!this.#isWanted()) {
        this.#position = this.#announced
        return
      }
      const upTo = this.#announced
      const events = await this.#db.query(EVENTS_BETWEEN, [this.#position, upTo])
      for (const event of events) {
        this.#position = event.id
        this.#deliver(event)
      }
      if (events.length < EVENT_PAGE) this.#position = Math.max(this.#position, upTo)
    }
  }

  /**
   * Whether all events after event `id` are still stored. A stream cannot resume from an id that was never given, or
   * that is older than deleted events.
   */
  async isKnown(id: number): Promise<boolean> {
    const [row] = await this.#db.query(IS_EVENT_KNOWN, [id])
    return row?.known ?? false
  }

  /**
   * Reads a page of the events after `after` up to `upTo` that concern a reader.
   *
   * @param since of events without a task, only those that are newer than this id are read.
   * @returns the events, and whether more are left.
   */
  async missed(
    { after, upTo, since }: { after: number; upTo: number; since: number },
    { subject, everySubject }: StreamReader,
  ): Promise<{ events: StoredEvent[]; more: boolean }> {
    const events = await this.#db.query(MISSED_EVENTS, [after, upTo, since, subject, everySubject])
    return { events, more: events.length === EVENT_PAGE }
  }
}
