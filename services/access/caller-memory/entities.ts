import { defineEntity, p } from '@mikro-orm/core'

/** One row: triggers raise the version with each change of people, devices and tokens that concerns their access. */
export const AccessState = defineEntity({
  name: 'AccessState',
  tableName: 'access_state',
  properties: {
    id: p.smallint().primary().autoincrement(false),
    version: p.bigint('number'),
  },
  checks: [{ name: 'ck_access_state_id', expression: 'id = 1' }],
})
