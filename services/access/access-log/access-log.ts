import type { Database } from '../../../plugins/database/database.ts'
import type { AccessChange } from './access-changes.ts'
import type { AccessLogEntryDto } from './schemas.ts'
import { ADD_ENTRY, DELETE_OLD_ENTRIES, ENTRIES, FORGET_IN_LOG } from './statements.ts'

/** Who does something, and from where. Both are null for the command line. */
export interface Doer {
  subject: string | null
  address: string | null
}

/** What an entry is about. */
export interface AccessEvent {
  personId?: number | null
  /** Of somebody who was not added. */
  personName?: string | null
  deviceId?: number
  /** Of a device that was not paired. */
  deviceName?: string | null
  tokenId?: number
  detail?: string
  /** By which wrong codes and tokens are limited. */
  network?: string
}

const SWEEP_BATCH = 5000

/** The log of who may get in: each change of people, devices and tokens, and each wrong code. */
export class AccessLog {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Adds an entry, in the unit of work that is open. */
  async add(what: AccessChange, { subject, address }: Doer, event: AccessEvent = {}): Promise<void> {
    const { personId = null, deviceId = null, tokenId = null, detail = null, network = null } = event
    const { personName = null, deviceName = null } = event
    const values = [what, subject, personId, deviceId, tokenId, detail, address, network, personName, deviceName]
    await this.#db.query(ADD_ENTRY, values)
  }

  /**
   * Entries, the newest first.
   *
   * @param after the id of the last entry of the page before; null for the first page.
   */
  async list(limit: number, after: number | null): Promise<AccessLogEntryDto[]> {
    return this.#db.query(ENTRIES, [limit, after])
  }

  /**
   * Removes what entries tell about a person beside the number.
   *
   * @param name that the person had.
   */
  async forget(personId: number, name: string): Promise<void> {
    await this.#db.query(FORGET_IN_LOG, [personId, name])
  }

  /** Deletes entries that are older than this. */
  async sweep(days: number): Promise<void> {
    for (;;) {
      const deleted = await this.#db.query(DELETE_OLD_ENTRIES, [days, SWEEP_BATCH])
      if (deleted.length < SWEEP_BATCH) return
    }
  }
}
