import type { Database } from '../database/database.ts'

const PAGE = 500

/** An event as it is stored. Ids rise over all replicas. */
export interface StoredEvent {
  id: number
  name: string
  service: 'task' | 'version'
  subject: string | null
  /** Payload as JSON. */
  json: string
}

const COLUMNS = 'id, name, service, subject, data::text as json'

/**
 * Follows the stored events: hands each one over once, in the order of their ids, and knows how far it is. Ids become
 * visible in their order, so no smaller one turns up behind `position`.
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
   * @param isWanted false while nobody listens: events are skipped then, unread.
   */
  constructor(db: Database, deliver: (event: StoredEvent) => void, isWanted: () => boolean) {
    this.#db = db
    this.#deliver = deliver
    this.#isWanted = isWanted
  }

  /** All events up to this id have been handed over or skipped. */
  get position(): number {
    return this.#position
  }

  /** Tells that events up to `id` exist. */
  async announce(id: number): Promise<void> {
    this.#announced = Math.max(this.#announced, id)
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  /** Looks how far events exist by now: what was announced while the connection was lost is read as well. */
  async catchUp(): Promise<void> {
    const [newest] = await this.#db.query<{ id: number }>(
      'select greatest(max(id), (select id from sse_event_horizon)) as id from sse_events',
    )
    await this.announce(newest?.id ?? 0)
  }

  async #read(): Promise<void> {
    while (this.#position < this.#announced) {
      if (!this.#isWanted()) {
        this.#position = this.#announced
        return
      }
      const upTo = this.#announced
      const events = await this.#db.query<StoredEvent>(
        `select ${COLUMNS} from sse_events where id > $1 and id <= $2 order by id limit ${PAGE}`,
        [this.#position, upTo],
      )
      for (const event of events) {
        this.#position = event.id
        this.#deliver(event)
      }
      if (events.length < PAGE) this.#position = Math.max(this.#position, upTo)
    }
  }

  /**
   * Whether nothing that came after event `id` can have been forgotten meanwhile: an id that was never given, or one
   * that is older than events which have been cleaned up, is not to be resumed from.
   */
  async isKnown(id: number): Promise<boolean> {
    const [row] = await this.#db.query<{ known: boolean }>(
      `select $1 <= (select last_value from sse_events_id_seq)
          and ($1 >= (select id from sse_event_horizon) or exists (select from sse_events where id = $1)) as known`,
      [id],
    )
    return row?.known ?? false
  }

  /**
   * Reads a page of the events after `after` up to `upTo` that concern `subject`.
   *
   * @param since of what belongs to no task, only what is newer than this id is read.
   * @param everySubject whether the events of all subjects concern this one.
   * @returns the events, and whether more are left.
   */
  async missed(
    { after, upTo, since }: { after: number; upTo: number; since: number },
    { subject, everySubject }: { subject: string | null; everySubject: boolean },
  ): Promise<{ events: StoredEvent[]; more: boolean }> {
    const events = await this.#db.query<StoredEvent>(
      `select ${COLUMNS} from sse_events
        where id > $1 and id <= $2 and (task_id is not null or id > $3)
          and (subject is null or subject = $4 or $5)
        order by id limit ${PAGE}`,
      [after, upTo, since, subject, everySubject],
    )
    return { events, more: events.length === PAGE }
  }
}
