import { defineEntity, p } from '@mikro-orm/core'

/** A version that is kept for a page until the page disconnects. */
export const PendingVersionEvent = defineEntity({
  name: 'PendingVersionEvent',
  tableName: 'pending_version_events',
  properties: {
    requestId: p.text().primary(),
    payload: p.json().columnType('json'),
    queuedAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
})
