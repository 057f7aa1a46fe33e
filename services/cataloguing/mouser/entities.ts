import { defineEntity, p } from '@mikro-orm/core'

/** How many requests all instances together have sent to the distributor. The table has one row. */
export const MouserQuotaRow = defineEntity({
  name: 'MouserQuotaRow',
  tableName: 'mouser_quota',
  properties: {
    onlyRow: p.boolean().primary().default(true),
    lastMinute: p.array().columnType('timestamptz[]').defaultRaw("'{}'::timestamptz[]"),
    day: p.date().defaultRaw("'-infinity'::date"),
    usedToday: p.integer().default(0),
  },
  checks: [{ name: 'ck_mouser_quota_only_row', expression: 'only_row' }],
})
