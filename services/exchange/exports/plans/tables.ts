import { recordNotFound } from '../../../../plugins/errors/domain-error.ts'
import { PART_IDENTITY } from '../../../catalogue/parts/statements.ts'
import type { ExportPlan } from '../plan.ts'
import { TYPE, UNKNOWN_KEY } from '../statements.ts'
import { historyTable } from '../tables/history.ts'
import { partsTable } from '../tables/parts.ts'
import { STOCK_TABLE } from '../tables/stock.ts'
import { type TableOptions, tablePlan } from './table-plan.ts'

/**
 * The parts of a type with some keys, null for all; `columns` are names of `PART_COLUMNS`, or null for the usual ones.
 *
 * A type or a key that there is not is refused with 404.
 */
export function partsPlan(
  options: TableOptions & { columns: readonly string[] | null; typeId: number | null; keys: readonly string[] | null },
): ExportPlan {
  return tablePlan('parts', options, async (unit) => {
    const { typeId, keys } = options
    if (typeId !== null && (await unit.query(TYPE, [typeId])).length === 0) throw recordNotFound('Type', typeId)
    const [unknown] = keys === null ? [] : await unit.query(UNKNOWN_KEY, [keys])
    if (unknown !== undefined) throw recordNotFound('Part', unknown.key)
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
