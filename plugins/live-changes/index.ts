import fp from 'fastify-plugin'
import { Counter } from 'prom-client'
import type { ChangeKind } from '../database/change.ts'
import { failureFields } from '../database/failure-fields.ts'
import { ChangeAnnouncer } from './announcer.ts'
import { ChangeFeed } from './change-feed.ts'
import type { AnnouncedChange, ChangeMessage } from './merged-changes.ts'
import { payloads } from './payloads.ts'
import { ANNOUNCE_CHANGES, BECOME_TELLER, CHANGES_CHANNEL } from './statements.ts'

declare module '../sse/live-event.ts' {
  interface EventServices {
    inventory: true
  }
}

const LIVE_CHANGES_SENT_TOTAL = new Counter({
  name: 'live_changes_sent_total',
  help: 'Messages about changes that were sent to event streams',
})

const EVENT = { name: 'inventory_changed', service: 'inventory' } as const

export interface LiveChangesOptions {
  /** All kinds of records that there are. */
  kinds: readonly ChangeKind[]
}

/**
 * Tells open pages what was changed, over the streams of all replicas: `inventory_changed`, which is not stored. A page
 * reads again what it shows after it has connected.
 */
export default fp<LiveChangesOptions>(
  async (app, { kinds }) => {
    const { db, notifications, lifecycle, log, sse } = app
    const { own, gateway } = sse.streams

    const announcer = new ChangeAnnouncer(
      (message) => db.outsideUnits(() => db.query(ANNOUNCE_CHANGES, [message])),
      log,
    )
    db.onChanges = (changes) => announcer.add(changes)

    function deliver(message: ChangeMessage<AnnouncedChange>): void {
      const payloadFor = payloads(message)
      if (own !== null) {
        LIVE_CHANGES_SENT_TOTAL.inc(own.sendToReaders(EVENT, payloadFor))
        return
      }
      gateway.sendToReaders(EVENT, payloadFor).then(
        (sent) => LIVE_CHANGES_SENT_TOTAL.inc(sent),
        (error) => log.warn(failureFields(error), 'changes could not be sent to the gateway'),
      )
    }
    const feed = new ChangeFeed(deliver)

    // Each replica has streams of its own, but the gateway's streams belong to all: one replica tells them.
    let isTeller = own !== null
    notifications.listen(CHANGES_CHANNEL, (payload) => {
      if (isTeller) feed.announced(payload)
    })
    let becomeTeller = async (): Promise<boolean> => own !== null
    notifications.onConnected(async (connection) => {
      becomeTeller = async () => {
        const { rows } = await connection.query<{ taken: boolean }>(BECOME_TELLER.text)
        return rows[0]?.taken === true
      }
      if (own === null) isTeller = await becomeTeller()
      // What was announced while there was no connection is lost. The first one, too, may come after streams have opened.
      if (isTeller) feed.readAgain(kinds)
    })
    notifications.onBeat(async () => {
      if (isTeller) return
      isTeller = await becomeTeller()
      if (isTeller) feed.readAgain(kinds)
    })

    // What a process has changed and not announced when it was killed is told by the next one.
    lifecycle.onPreviousCrash(() => announcer.add(kinds.map((kind) => ({ kind, id: null }))))
    app.addHook('onClose', async () => {
      await announcer.stop()
      db.onChanges = () => {}
      feed.stop()
    })
  },
  {
    name: 'live-changes',
    fastify: '5.x',
    dependencies: ['database', 'lifecycle', 'notifications', 'sse'],
  },
)
