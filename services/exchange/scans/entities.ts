import { defineEntity, p } from '@mikro-orm/core'
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
