import type { Database } from '../../../plugins/database/database.ts'
import type { Log } from '../../../plugins/log.ts'
import type { LiveEvents } from '../../../plugins/sse/live-events.ts'
import type { VersionSource } from './version-source.ts'

/** Payloads that are kept for pages; beyond that the oldest are dropped. */
const MAX_PENDING = 1000

export interface VersionServiceParts {
  db: Database
  sse: LiveEvents
  source: VersionSource
  log: Pick<Log, 'error'>
}

/** Tells open pages which version of the front end is current, so that they can offer to reload. */
export class VersionService {
  readonly #parts: VersionServiceParts
  #refuses = false

  constructor(parts: VersionServiceParts) {
    this.#parts = parts
  }

  /** Queues nothing from now on. */
  refuse(): void {
    this.#refuses = true
  }

  /** Tells a page that has connected: the version that was queued for it, or else the current one. */
  async greet(requestId: string): Promise<void> {
    const { db, sse, source, log } = this.#parts
    try {
      const [pending] = await db.query<{ payload: unknown }>(
        'select payload from pending_version_events where request_id = $1',
        [requestId],
      )
      const data = pending === undefined ? await source.read() : pending.payload
      await sse.sendTo(requestId, { name: 'version', service: 'version', data })
    } catch (err) {
      log.error({ err, requestId }, 'a page was not told the version of the front end')
    }
  }

  /**
   * Tells all pages of all replicas about a version, and keeps it for the page `requestId` until that disconnects.
   *
   * @returns false when the service is shutting down.
   */
  async queueVersionEvent(requestId: string, version: string, changelog?: string | null): Promise<boolean> {
    if (this.#refuses) return false
    const data = changelog ? { version, changelog } : { version }
    const { db, sse } = this.#parts
    await db.transaction(async (unit) => {
      await unit.query(
        `insert into pending_version_events (request_id, payload) values ($1, $2)
         on conflict (request_id) do update set payload = excluded.payload, queued_at = clock_timestamp()`,
        [requestId, JSON.stringify(data)],
      )
      await unit.query(
        `delete from pending_version_events where request_id in
           (select request_id from pending_version_events order by queued_at desc, request_id offset ${MAX_PENDING})`,
      )
      await sse.publish({ name: 'version', service: 'version', subject: null, data })
    })
    return true
  }

  /** Forgets what was kept for a page. */
  async forget(requestId: string): Promise<void> {
    await this.#parts.db.query('delete from pending_version_events where request_id = $1', [requestId])
  }
}
