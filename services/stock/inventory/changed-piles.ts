import type { Change, ChangesOf } from '../../../plugins/database/change.ts'
import { operationOfValue } from '../operations/operation-of-value.ts'

/** What a change of one pile changes, if it wrote the ledger: the part `$1` and the box `$2`, in the operation `$5`. */
export const changedPile: ChangesOf<{ history_id: number | null }> = ([partKey, boxNo, , , operation], [row]) =>
  typeof row?.history_id === 'number' ? changesOfPiles([partKey], [boxNo], operation) : []

/** What a change of many piles changes: the parts that it answers, and the boxes `$2`, in the operation `$7`. */
export const changedPiles: ChangesOf<{ partKeys: string[] }> = ([, boxNos, , , , , operation], [row]) =>
  row === undefined ? [] : changesOfPiles(row.partKeys, [boxNos].flat(), operation)

function changesOfPiles(partKeys: readonly unknown[], boxNos: readonly unknown[], operation: unknown): Change[] {
  const operationId = operationOfValue(operation)
  return [
    ...partKeys.map((key) => ({ kind: 'part' as const, id: String(key), operationId })),
    ...[...new Set(boxNos)].map((boxNo) => ({ kind: 'box' as const, id: String(boxNo), operationId })),
  ]
}
