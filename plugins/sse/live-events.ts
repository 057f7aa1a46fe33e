import type { Database } from '../database/database.ts'
import { failureFields } from '../database/failure-fields.ts'
import type { Log } from '../log.ts'
import type { ConnectionObservers } from './connection-observers.ts'
import type { GatewayConnections } from './gateway-connections.ts'
import type { Broadcast, LiveEvent } from './live-event.ts'
import type { OwnStreams } from './own-streams.ts'
import { APPEND_EVENT, DELETE_OLD_EVENTS } from './statements.ts'

/** Where the browsers' streams are: in this service, or at an external gateway. */
export type Streams = { own: OwnStreams; gateway: null } | { own: null; gateway: GatewayConnections }

/** Sends events to open pages, over own streams or through the gateway. */
export class LiveEvents {
  readonly observers: ConnectionObservers
  readonly streams: Streams
  readonly #db: Database
  readonly #log: Pick<Log, 'error'>

  constructor(db: Database, log: Pick<Log, 'error'>, observers: ConnectionObservers, streams: Streams) {
    this.#db = db
    this.#log = log
    this.observers = observers
    this.streams = streams
  }

  /**
   * Stores an event, and sends it to all streams that it is for. Inside a unit of work it is part of that: it is sent
   * after the commit, and not at all after a rollback. Make it the unit's last statement: it holds a lock until the
   * commit, because events are committed one after another.
   */
  async publish(event: Broadcast): Promise<void> {
    const { name, service, subject, taskId = null, data } = event
    await this.#db.query(APPEND_EVENT, [name, service, subject, taskId, JSON.stringify(data)])
    const { gateway } = this.streams
    if (gateway === null) return
    this.#db.afterCommit(() => {
      gateway
        .broadcast(event)
        .catch((error) =>
          this.#log.error({ ...failureFields(error), event: name }, 'an event was stored and could not be sent'),
        )
    })
  }

  /** Sends an event to one page; it is not stored. @returns false when the page has no stream, or the send failed. */
  async sendTo(requestId: string, event: LiveEvent): Promise<boolean> {
    const { own, gateway } = this.streams
    return own === null ? gateway.sendTo(requestId, event) : own.sendTo(requestId, event)
  }

  /** Closes the streams of a subject at the external gateway, if there is one: nobody knows which credential they have. */
  async endGatewayStreams(subject: string): Promise<void> {
    await this.streams.gateway?.endOf(subject)
  }

  /** Whether a page has a stream: with own streams, one that this instance serves. */
  async hasConnection(requestId: string): Promise<boolean> {
    return (await this.connectionInfo(requestId)) !== null
  }

  /** The subject that a page's stream is bound to; null when the page has no stream. */
  async connectionInfo(requestId: string): Promise<{ request_id: string; subject: string | null } | null> {
    const { own, gateway } = this.streams
    const subject = own === null ? (await gateway.find(requestId))?.subject : own.subjectOf(requestId)
    return subject === undefined ? null : { request_id: requestId, subject }
  }

  /** Deletes events that belong to no task and are at least this old. */
  async deleteOlderThan(seconds: number): Promise<void> {
    await this.#db.query(DELETE_OLD_EVENTS, [seconds])
  }
}
