import { defineEntity, p } from '@mikro-orm/core'
import { Part } from '../../catalogue/parts/entities.ts'
import { createdAt, identity } from '../../entity-columns.ts'
import { OperationRecord } from '../../stock/operations/entities.ts'

/** A bag that was booked by scan. Bags are told apart by what their codes say of order, line and package. */
export const ScannedBag = defineEntity({
  name: 'ScannedBag',
  tableName: 'scanned_bags',
  properties: {
    /** A hash of it: codes may be long. */
    bag: p.character().length(64).primary(),
    /** 1 for the first time that it was booked. */
    booking: p.integer().primary().autoincrement(false),
    operationId: () =>
      p
        .manyToOne(OperationRecord)
        .mapToPk()
        .fieldName('operation_id')
        .deleteRule('no action')
        .updateRule('no action')
        .foreignKeyName('fk_scanned_bags_operation')
        .index('ix_scanned_bags_operation'),
  },
  checks: [{ name: 'ck_scanned_bags_booking', expression: 'booking >= 1' }],
})

/** A code by which a part is known that is no number of a seller or a maker, as `keptCode` has it. */
export const PartCode = defineEntity({
  name: 'PartCode',
  tableName: 'part_codes',
  properties: {
    id: identity(),
    partId: () =>
      p.manyToOne(Part).mapToPk().fieldName('part_id').deleteRule('cascade').foreignKeyName('fk_part_codes_part'),
    code: p.string().length(200).unique('uq_part_codes_code'),
    /** The operations that have remembered it, each the one with which its chain began; null for one that a person or a file has given. */
    rememberedBy: p.array().columnType('uuid[]').nullable(),
    createdAt: createdAt(),
  },
  indexes: [{ name: 'ix_part_codes_part', properties: ['partId', 'id'] }],
  checks: [{ name: 'ck_part_codes_code', expression: "btrim(code) <> ''" }],
})
