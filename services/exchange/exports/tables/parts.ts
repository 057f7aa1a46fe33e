import { DESCRIBING_FIELDS } from '../../own-format/part-fields.ts'
import { columnsOf } from '../cell.ts'
import { PARTS, PARTS_SIZE } from '../statements.ts'
import type { ExportTable } from '../table.ts'

const DEFAULT_COLUMNS = columnsOf([
  'key',
  'type',
  ...DESCRIBING_FIELDS,
  ['tags', 'list'],
  'product_page',
  'total_quantity',
  ['seller_numbers', 'numbers'],
  'created_at',
])

/** All columns that can be asked for; the last ones are only there when they are. */
export const PART_COLUMNS = [...DEFAULT_COLUMNS, ...columnsOf(['minimum_quantity'])]

/**
 * The parts by key.
 *
 * @param columns names of `PART_COLUMNS`, in the order in which they are written; null for those by default.
 */
export function partsTable({
  columns,
  typeId,
  keys,
}: {
  columns: readonly string[] | null
  typeId: number | null
  keys: readonly string[] | null
}): ExportTable {
  const wanted = columns?.flatMap((name) => PART_COLUMNS.find((column) => column.name === name) ?? [])
  const values = [typeId, keys]
  return { name: 'parts', columns: wanted ?? DEFAULT_COLUMNS, statement: PARTS, size: PARTS_SIZE, values }
}
