import type { Database } from '../../../plugins/database/database.ts'
import { failureFields } from '../../../plugins/database/failure-fields.ts'
import type { Log } from '../../../plugins/log.ts'
import type { LiveEvents } from '../../../plugins/sse/live-events.ts'
import { DELETE_PENDING_VERSION, DELETE_SURPLUS_VERSIONS, KEEP_PENDING_VERSION, PENDING_VERSION } from './statements.ts'
import type { VersionSource } from './version-source.ts'

declare module '../../../plugins/sse/live-event.ts' {
  interface EventServices {
    version: true
  }
}

export interface VersionServiceParts {
  db: Database
  sse: LiveEvents
  source: VersionSource
  log: Pick<Log, 'error'>
}

/** Sends open pages the current version of the front end, so that they can offer to reload. */
export class VersionService {
  readonly #parts: VersionServiceParts
  #isStopped = false

  constructor(parts: VersionServiceParts) {
    this.#parts = parts
  }

  /** Refuses further versions from now on. */
  stop(): void {
    this.#isStopped = true
  }

  /** Sends a version to a page that has connected: the one that was queued for it, or else the current one. */
  async sendVersion(requestId: string): Promise<void> {
    const { db, sse, source, log } = this.#parts
    try {
      const [pending] = await db.query(PENDING_VERSION, [requestId])
      const data = pending === undefined ? await source.read() : pending.payload
      await sse.sendTo(requestId, { name: 'version', service: 'version', data })
    } catch (error) {
      log.error({ ...failureFields(error), requestId }, 'a page was not told the version of the front end')
    }
  }

  /**
   * Sends a version to all pages of all replicas, and keeps it for the page `requestId` until that disconnects.
   *
   * @returns false when the service is shutting down.
   */
  async queueVersionEvent(requestId: string, version: string, changelog?: string | null): Promise<boolean> {
    if (this.#isStopped) return false
    const data = changelog ? { version, changelog } : { version }
    const { db, sse } = this.#parts
    await db.transaction(async (unit) => {
      await unit.query(KEEP_PENDING_VERSION, [requestId, JSON.stringify(data)])
      await unit.query(DELETE_SURPLUS_VERSIONS)
      await sse.publish({ name: 'version', service: 'version', subject: null, data })
    })
    return true
  }

  /** Deletes the version that was kept for a page. */
  async deletePending(requestId: string): Promise<void> {
    await this.#parts.db.query(DELETE_PENDING_VERSION, [requestId])
  }
}
