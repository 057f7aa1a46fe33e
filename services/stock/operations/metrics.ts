import { Counter } from 'prom-client'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { Operation } from './operation.ts'

export const INVENTORY_OPERATIONS_TOTAL = new Counter({
  name: 'inventory_operations_total',
  help: 'Operations that changed stock or parts, each counted once however many parts it changed',
  labelNames: ['reason'] as const,
})

/** Call it when a statement has written an operation: it is counted once it is durable. */
export function noteWritten(db: Pick<Database | UnitOfWork, 'afterCommit'>, { reason, trace }: Operation): void {
  trace.isWritten = true
  db.afterCommit(() => INVENTORY_OPERATIONS_TOTAL.inc({ reason }))
}
