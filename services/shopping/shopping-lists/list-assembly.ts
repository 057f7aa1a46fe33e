import type { SellerIconSource } from '../../catalogue/sellers/logo-url.ts'
import { toSeller } from '../../catalogue/sellers/seller-brief.ts'
import type { GroupRow } from './rows.ts'
import type { LineCounts, SellerGroup, ShoppingListLineDto } from './schemas.ts'

/** Counts lines by status. */
export function countLines(lines: readonly ShoppingListLineDto[]): LineCounts {
  const count = (status: string) => lines.filter((line) => line.status === status).length
  return { new: count('new'), ordered: count('ordered'), done: count('done'), total: lines.length }
}

function sum(lines: readonly ShoppingListLineDto[], field: 'needed' | 'ordered' | 'received'): number {
  return lines.reduce((total, line) => total + line[field], 0)
}

function describe(lines: ShoppingListLineDto[]): Pick<SellerGroup, 'lines' | 'totals' | 'completed'> {
  return {
    lines,
    totals: { needed: sum(lines, 'needed'), ordered: sum(lines, 'ordered'), received: sum(lines, 'received') },
    completed: lines.length > 0 && lines.every(({ status }) => status === 'done'),
  }
}

/** One group with its lines. */
export function toGroup(row: GroupRow, lines: ShoppingListLineDto[], iconSource: SellerIconSource): SellerGroup {
  return {
    group_key: String(row.seller_id),
    seller_id: row.seller_id,
    seller: toSeller(row.seller, iconSource),
    ...describe(lines),
    note: row.note ?? '',
    status: row.status,
  }
}

/**
 * The groups of a list: the stored ones by the name of their seller, and last the lines without a seller, if there are
 * any. A line whose seller has no stored group is in no group.
 */
export function assembleGroups(
  rows: readonly GroupRow[],
  lines: readonly ShoppingListLineDto[],
  iconSource: SellerIconSource,
): SellerGroup[] {
  const groups = rows.map((row) =>
    toGroup(
      row,
      lines.filter(({ seller_id }) => seller_id === row.seller_id),
      iconSource,
    ),
  )
  const nameOf = (group: SellerGroup) => group.seller?.name.toLowerCase() ?? ''
  groups.sort((a, b) => nameOf(a).localeCompare(nameOf(b)) || a.group_key.localeCompare(b.group_key))
  const ungrouped = lines.filter(({ seller_id }) => seller_id === null)
  if (ungrouped.length === 0) return groups
  const last = { group_key: 'ungrouped', seller_id: null, seller: null, note: '', status: null }
  return [...groups, { ...last, ...describe(ungrouped) }]
}
