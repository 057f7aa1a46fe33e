import { recordNotFound } from '../../../../plugins/errors/domain-error.ts'
import { PART_IDENTITY } from '../../../catalogue/parts/statements.ts'
import type { ExportPlan } from '../plan.ts'
import { TYPE } from '../statements.ts'
import { historyTable } from '../tables/history.ts'
import { partsTable } from '../tables/parts.ts'
import { STOCK_TABLE } from '../tables/stock.ts'
import { type TableOptions, tablePlan } from './table-plan.ts'

/** The parts of a type, or all when that is null; `columns` are names of `PART_COLUMNS`, or null for the usual ones. */
export function partsPlan(
  options: TableOptions & { columns: readonly string[] | null; typeId: number | null },
): ExportPlan {
  return tablePlan('parts', options, async (unit) => {
    const { typeId } = options
    if (typeId !== null && (await unit.query(TYPE, [typeId])).length === 0) throw recordNotFound('Type', typeId)
    return partsTable(options)
  })
}

/** All stock by place. */
export function stockPlan(options: TableOptions): ExportPlan {
  return tablePlan('stock', options, async () => STOCK_TABLE)
}

/** The changes of stock from `since` and before `until`, of one part or of all. */
export function historyPlan(
  options: TableOptions & { since: string | null; until: string | null; partKey: string | null },
): ExportPlan {
  return tablePlan('history', options, async (unit) => {
    const { partKey, since, until } = options
    if (partKey === null) return historyTable({ since, until, partId: null })
    const [part] = await unit.query(PART_IDENTITY, [partKey])
    if (!part) throw recordNotFound('Part', partKey)
    return historyTable({ since, until, partId: part.id })
  })
}
