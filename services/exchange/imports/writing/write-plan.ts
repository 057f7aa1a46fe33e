import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import type { LockedPiles } from '../../../stock/inventory/change-piles.ts'
import { type RecordChanges, withChanges } from '../../../stock/operations/changed-records.ts'
import { withMadeParts } from '../../../stock/operations/made-parts.ts'
import type { Operation } from '../../../stock/operations/operation.ts'
import type { ReceiptService } from '../../../stock/receipts/receipt-service.ts'
import { changesOfImport } from '../changes/changes-of-import.ts'
import { type RestorePart, type WrittenPart, writeInventory } from '../inventory/write-inventory.ts'
import type { Plan } from '../planning/plan.ts'
import type { PresentPart } from '../planning/present.ts'
import type { PresentKit } from '../planning/present-kit.ts'
import { refOfNew } from '../planning/refs.ts'
import { rewriteFewDocuments } from './few-documents.ts'
import { Ids } from './ids.ts'
import { ADD_SOURCES } from './statements.ts'
import { UndoLog } from './undo-log.ts'
import { writeKit } from './write-kit.ts'
import { writeList } from './write-list.ts'
import { writeNamed, writeParts } from './write-parts.ts'
import { receivedLines, type WrittenStock, writeStock } from './write-stock.ts'

export interface WriteContext {
  importId: number
  operation: Operation
  receipts: ReceiptService
  restore: RestorePart
  present: ReadonlyMap<number, PresentPart>
  kit: PresentKit | null
  /** Piles that are locked already. */
  held: LockedPiles
}

/** What was written. */
export interface Written {
  stock: WrittenStock
  /** Ids of parts that were created or changed. */
  partIds: number[]
  /** Keys of new parts by how the plan refers to them. */
  keys: Map<number, string>
  /** The operation, with the parts that it has made, and with what it has changed. */
  operation: Operation
}

/** Writes a plan in sets: the number of statements does not depend on how many rows the file has. */
export async function writePlan(unit: UnitOfWork, plan: Plan, context: WriteContext): Promise<Written> {
  const ids = new Ids()
  const log = new UndoLog()
  const { importId, receipts, restore, present, kit, held } = context
  await writeNamed(unit, plan, ids, log)
  const keys = await writeParts(unit, plan, { importId, ids, log, present })
  const own = plan.inventory === null ? [] : await writeInventory(unit, plan.inventory, { ids, log, restore })
  if (plan.kit !== null) await writeKit(unit, plan.kit, { ids, log, kit })
  if (plan.list !== null) await writeList(unit, plan.list, ids, log)
  const written = [...keys.map((key) => ({ key, isRestored: false })), ...own]
  const changes = await changesOfImport(unit, log.entries, receivedLines(plan))
  const operation = namingRecords(context.operation, written, changes)
  const stock = await writeStock(unit, plan, { ids, log, operation, receipts, importId, held })
  if (plan.sources.length > 0) {
    const { sources } = plan
    const rowNumbers = sources.map(({ rowNo }) => rowNo)
    const pieces = sources.map((source) => source.pieces)
    await unit.query(ADD_SOURCES, [sources.map(({ key }) => key), importId, rowNumbers, pieces])
  }
  for (const { lineId, order, pieces } of plan.counted) log.add('list_line_counted', lineId, { order, pieces })
  await log.write(unit, importId)
  const changed = plan.inventory?.partChanges.map(({ id }) => id) ?? []
  const partIds = [...ids.parts, ...plan.partChanges.keys(), ...changed]
  await rewriteFewDocuments(unit, partIds)
  const byRef = new Map(written.map(({ key }, index) => [refOfNew(index), key]))
  return { stock, partIds, keys: byRef, operation }
}

function namingRecords(operation: Operation, parts: readonly WrittenPart[], changes: RecordChanges): Operation {
  if (operation.effect === null) return operation
  const keys = (isRestored: boolean) => parts.flatMap((part) => (part.isRestored === isRestored ? [part.key] : []))
  const effect = withMadeParts(operation.effect, { created: keys(false), restored: keys(true) })
  return { ...operation, effect: withChanges(effect, changes) }
}
