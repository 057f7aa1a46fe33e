import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { createdAt, identity, updatedAt, version } from '../../entity-columns.ts'

/** A numbered box; the database numbers it. */
export const Box = defineEntity({
  name: 'Box',
  tableName: 'boxes',
  properties: {
    id: identity(),
    boxNo: p.integer().autoincrement().unique('uq_boxes_box_no'),
    description: p.text(),
    capacity: p.integer(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    version: version(),
  },
  uniques: [{ name: 'uq_boxes_id_box_no', properties: ['id', 'boxNo'] }],
  checks: [
    { name: 'ck_boxes_box_no', expression: 'box_no >= 1' },
    { name: 'ck_boxes_capacity', expression: 'capacity >= 1 and capacity <= 1000' },
    { name: 'ck_boxes_description_length', expression: 'char_length(description) <= 255' },
  ],
})

export type BoxRow = InferEntity<typeof Box>

/** A numbered place in a box. It carries the number of its box, so that an address is found without the box. */
export const Location = defineEntity({
  name: 'Location',
  tableName: 'locations',
  properties: {
    id: identity(),
    box: () =>
      p
        .manyToOne(Box)
        .fieldNames('box_id', 'box_no')
        .referencedColumnNames('id', 'box_no')
        .deleteRule('cascade')
        .foreignKeyName('fk_locations_box'),
    boxId: p.integer().persist(false),
    boxNo: p.integer().persist(false),
    locNo: p.integer(),
  },
  indexes: [{ name: 'ix_locations_box', expression: 'create index ix_locations_box on locations (box_id)' }],
  uniques: [
    { name: 'uq_locations_address', properties: ['boxNo', 'locNo'] },
    { name: 'uq_locations_id_address', properties: ['id', 'boxNo', 'locNo'] },
  ],
  checks: [{ name: 'ck_locations_loc_no', expression: 'loc_no >= 1' }],
})
