import { defineEntity, p } from '@mikro-orm/core'
import { ACCESS_CHANGES } from './access-changes.ts'

/** A change of who may get in, or an attempt that was refused. It is kept for `ACCESS_LOG_DAYS`. */
export const AccessLogEntry = defineEntity({
  name: 'AccessLogEntry',
  tableName: 'access_log',
  properties: {
    id: p.bigint('number').primary().generated('by default as identity'),
    at: p.datetime().defaultRaw('now()').index('ix_access_log_at'),
    what: p.text(),
    actor: p.text().nullable(),
    personId: p.integer().nullable(),
    deviceId: p.integer().nullable(),
    tokenId: p.integer().nullable(),
    detail: p.text().nullable(),
    address: p.text().nullable(),
    network: p.text().nullable(),
    /** Of somebody who was not added, and of a device that was not paired: nothing else has these names. */
    personName: p.text().nullable(),
    deviceName: p.text().nullable(),
  },
  checks: [
    {
      name: 'ck_access_log_what',
      expression: `what in (${ACCESS_CHANGES.map((what) => `'${what}'`).join(', ')})`,
    },
  ],
})
