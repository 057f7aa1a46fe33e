import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { noteWritten } from './metrics.ts'
import type { Operation } from './operation.ts'
import { operationValue } from './operation-sql.ts'
import { RECORD_OPERATION } from './record-statements.ts'

/**
 * Writes an operation unless it is written already, and which parts it is about. For operations that need not change
 * stock: deletion and restore of a part, an edit of many parts, a count without a difference.
 *
 * @param partIds of parts that it changes and that have no ledger row of it.
 */
export async function recordOperation(
  unit: UnitOfWork,
  operation: Operation,
  partIds: readonly number[] = [],
): Promise<void> {
  const [recorded] = await unit.query(RECORD_OPERATION, [operationValue(operation), operation.id, partIds])
  unit.belongsTo(operation.id)
  if (recorded?.is_new) noteWritten(unit, operation)
}
