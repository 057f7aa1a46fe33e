import { defineEntity, p } from '@mikro-orm/core'

/** A stream that the external gateway holds for a client. */
export const GatewayConnection = defineEntity({
  name: 'GatewayConnection',
  tableName: 'sse_connections',
  properties: {
    requestId: p.text().primary(),
    token: p.text().unique('uq_sse_connections_token'),
    url: p.text(),
    subject: p.text().nullable(),
    connectedAt: p.datetime().defaultRaw('now()'),
    mayRead: p.boolean().default(false),
    isAdmin: p.boolean().default(false),
  },
})
