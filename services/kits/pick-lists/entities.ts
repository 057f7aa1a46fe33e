import { defineEntity, p } from '@mikro-orm/core'
import { createdAt, identity, updatedAt, version } from '../../entity-columns.ts'
import { Location } from '../../stock/boxes/entities.ts'
import { QuantityChange } from '../../stock/inventory/entities.ts'
import { Kit, KitContent } from '../kits/entities.ts'

/** What is to be taken out of the boxes to build some units of a kit. */
export const PickList = defineEntity({
  name: 'PickList',
  tableName: 'kit_pick_lists',
  properties: {
    id: identity(),
    kitId: () =>
      p.manyToOne(Kit).mapToPk().fieldName('kit_id').deleteRule('cascade').foreignKeyName('fk_kit_pick_lists_kit'),
    requestedUnits: p.integer(),
    status: p.text().default('open').index('ix_kit_pick_lists_status'),
    completedAt: p.datetime().nullable(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    version: version(),
  },
  indexes: [
    {
      name: 'ix_kit_pick_lists_kit',
      expression: 'create index ix_kit_pick_lists_kit on kit_pick_lists (kit_id, created_at desc, id desc)',
    },
  ],
  checks: [
    { name: 'ck_kit_pick_lists_requested_units_positive', expression: 'requested_units >= 1' },
    { name: 'ck_kit_pick_lists_status_valid', expression: "status in ('open', 'completed')" },
    { name: 'ck_kit_pick_lists_completed_at', expression: "(status = 'completed') = (completed_at is not null)" },
  ],
})

/** How many pieces of a kit line are to be taken from one location. */
export const PickListLine = defineEntity({
  name: 'PickListLine',
  tableName: 'kit_pick_list_lines',
  properties: {
    id: identity(),
    pickListId: () =>
      p
        .manyToOne(PickList)
        .mapToPk()
        .fieldName('pick_list_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_kit_pick_list_lines_pick_list'),
    kitContentId: () =>
      p
        .manyToOne(KitContent)
        .mapToPk()
        .fieldName('kit_content_id')
        .deleteRule('no action')
        .foreignKeyName('fk_kit_pick_list_lines_content'),
    locationId: () =>
      p
        .manyToOne(Location)
        .mapToPk()
        .fieldName('location_id')
        .deleteRule('no action')
        .foreignKeyName('fk_kit_pick_list_lines_location')
        .index('ix_kit_pick_list_lines_location'),
    quantityToPick: p.integer(),
    status: p.text().default('open'),
    inventoryChangeId: () =>
      p
        .manyToOne(QuantityChange)
        .mapToPk()
        .fieldName('inventory_change_id')
        .nullable()
        .deleteRule('set null')
        .foreignKeyName('fk_kit_pick_list_lines_change')
        .index('ix_kit_pick_list_lines_change'),
    pickedAt: p.datetime().nullable(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  indexes: [
    { name: 'ix_kit_pick_list_lines_list_status', properties: ['pickListId', 'status'] },
    {
      name: 'ix_kit_pick_list_lines_content',
      properties: ['kitContentId', 'locationId'],
      include: ['status', 'quantityToPick'],
    },
  ],
  checks: [
    { name: 'ck_pick_list_lines_quantity_positive', expression: 'quantity_to_pick >= 0' },
    { name: 'ck_pick_list_lines_status_valid', expression: "status in ('open', 'completed')" },
    { name: 'ck_pick_list_lines_picked_at', expression: "(status = 'completed') = (picked_at is not null)" },
  ],
})
