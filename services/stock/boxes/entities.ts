import { defineEntity, type InferEntity, p } from '@mikro-orm/core'

/** A numbered box; the database numbers it. */
export const Box = defineEntity({
  name: 'Box',
  tableName: 'boxes',
  properties: {
    id: p.integer().primary(),
    boxNo: p.integer().defaultRaw(`nextval('boxes_box_no_seq')`),
    description: p.text(),
    capacity: p.integer(),
  },
})

export type BoxRow = InferEntity<typeof Box>
