import { defineEntity, p } from '@mikro-orm/core'
import { Part } from '../../catalogue/parts/entities.ts'
import { RetiredPart } from '../../catalogue/retired-parts/entities.ts'
import { createdAt, identity, updatedAt } from '../../entity-columns.ts'
import { Location } from '../boxes/entities.ts'
import { OperationRecord, reasonCheck } from '../operations/entities.ts'

/** How many pieces of a part lie in a location. It carries the location's address, so that reading needs no join. */
export const PartLocation = defineEntity({
  name: 'PartLocation',
  tableName: 'part_locations',
  properties: {
    id: identity(),
    partId: () =>
      p.manyToOne(Part).mapToPk().fieldName('part_id').deleteRule('cascade').foreignKeyName('fk_part_locations_part'),
    boxNo: p.integer().persist(false),
    locNo: p.integer().persist(false),
    locationId: () =>
      p
        .manyToOne(Location)
        .mapToPk()
        .fieldName('location_id')
        .deleteRule('no action')
        .foreignKeyName('fk_part_locations_location')
        .index('ix_part_locations_location'),
    address: () =>
      p
        .manyToOne(Location)
        .fieldNames('location_id', 'box_no', 'loc_no')
        .referencedColumnNames('id', 'box_no', 'loc_no')
        .deleteRule('no action')
        .foreignKeyName('fk_part_locations_address'),
    qty: p.integer(),
    countedAt: p.datetime().nullable(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  indexes: [
    {
      name: 'ix_part_locations_address',
      expression: 'create index ix_part_locations_address on part_locations (box_no, loc_no)',
    },
  ],
  uniques: [
    {
      name: 'uq_part_location',
      expression:
        'alter table part_locations add constraint uq_part_location unique (part_id, box_no, loc_no) include (qty)',
      include: ['qty'],
    },
  ],
  checks: [{ name: 'ck_positive_qty', expression: 'qty > 0' }],
})

/** The operation that a row of the ledger belongs to; null for rows from before operations were kept. */
function operation(foreignKeyName: string) {
  return p
    .manyToOne(OperationRecord)
    .mapToPk()
    .fieldName('operation_id')
    .nullable()
    .deleteRule('no action')
    .foreignKeyName(foreignKeyName)
}

/** One change of a part's stock: a row of the ledger, which is never changed. */
export const QuantityChange = defineEntity({
  name: 'QuantityChange',
  tableName: 'quantity_history',
  properties: {
    id: identity(),
    partId: () =>
      p.manyToOne(Part).mapToPk().fieldName('part_id').deleteRule('cascade').foreignKeyName('fk_quantity_history_part'),
    deltaQty: p.integer(),
    locationReference: p.string().length(21).nullable(),
    timestamp: p.datetime().defaultRaw('clock_timestamp()'),
    operationId: () => operation('fk_quantity_history_operation'),
    reason: p.text().default('unknown'),
    lot: p.string().length(100).nullable(),
    dateCode: p.string().length(100).nullable(),
  },
  indexes: [
    {
      name: 'ix_quantity_history_newest',
      expression: 'create index ix_quantity_history_newest on quantity_history (timestamp desc, id desc)',
    },
    {
      name: 'ix_quantity_history_part',
      expression: 'create index ix_quantity_history_part on quantity_history (part_id, timestamp desc, id desc)',
    },
    {
      name: 'ix_quantity_history_operation',
      expression:
        'create index ix_quantity_history_operation on quantity_history (operation_id, id) where operation_id is not null',
    },
    {
      name: 'ix_quantity_history_box',
      expression:
        "create index ix_quantity_history_box on quantity_history (split_part(location_reference, '-', 1), timestamp desc, id desc) where operation_id is not null",
    },
  ],
  checks: [reasonCheck('ck_quantity_history_reason')],
})

/** A row of the ledger of a part that was deleted. */
export const RetiredQuantityChange = defineEntity({
  name: 'RetiredQuantityChange',
  tableName: 'retired_quantity_history',
  properties: {
    id: p.integer().primary().autoincrement(false),
    partId: () =>
      p
        .manyToOne(RetiredPart)
        .mapToPk()
        .fieldName('part_id')
        .deleteRule('no action')
        .foreignKeyName('fk_retired_quantity_history_part')
        .index('ix_retired_quantity_history_part'),
    deltaQty: p.integer(),
    locationReference: p.string().length(21).nullable(),
    timestamp: p.datetime(),
    operationId: () => operation('fk_retired_quantity_history_operation'),
    reason: p.text(),
    lot: p.string().length(100).nullable(),
    dateCode: p.string().length(100).nullable(),
  },
  indexes: [
    {
      name: 'ix_retired_quantity_history_operation',
      expression:
        'create index ix_retired_quantity_history_operation on retired_quantity_history (operation_id, id) where operation_id is not null',
    },
  ],
  checks: [reasonCheck('ck_retired_quantity_history_reason')],
})

/**
 * What a pile was before an operation emptied or counted it, so that it can be that again. A pile keeps its id as long as it
 * has pieces. The part may be deleted meanwhile.
 */
export const PileState = defineEntity({
  name: 'PileState',
  tableName: 'pile_states',
  properties: {
    operationId: () =>
      p
        .manyToOne(OperationRecord)
        .mapToPk()
        .fieldName('operation_id')
        .primary()
        .deleteRule('no action')
        .updateRule('no action')
        .foreignKeyName('fk_pile_states_operation'),
    partId: p.integer().primary().autoincrement(false),
    boxNo: p.integer().primary().autoincrement(false),
    locNo: p.integer().primary().autoincrement(false),
    pileId: p.integer(),
    countedAt: p.datetime().nullable(),
  },
})
