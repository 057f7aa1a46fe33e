import type { Statement } from '../../../../plugins/database/statement.ts'
import { type Column, columnsOf, type Kind, type Row } from '../cell.ts'
import {
  BOXES_JSON,
  KITS_JSON,
  PARTS_JSON,
  SELLERS_JSON,
  SHOPPING_LISTS_JSON,
  TYPES_JSON,
} from '../inventory-json-statements.ts'
import {
  BOX_ROWS,
  CODE_ROWS,
  KIT_LINE_ROWS,
  KIT_ROWS,
  KIT_UNFITTED_ROWS,
  PART_ROWS,
  SELLER_LINK_ROWS,
  SELLER_NUMBER_ROWS,
  SELLER_ROWS,
  SHEET_SIZES,
  SHOPPING_LIST_GROUP_ROWS,
  SHOPPING_LIST_LINE_ROWS,
  SHOPPING_LIST_ROWS,
  STOCK_ROWS,
  TYPE_ROWS,
} from '../inventory-sheet-statements.ts'
import type { ExportTable, JsonSection } from '../table.ts'

/** The sections of the inventory in JSON: what others refer to comes first. */
export const INVENTORY_SECTIONS: readonly JsonSection[] = [
  { name: 'sellers', items: SELLERS_JSON },
  { name: 'types', items: TYPES_JSON },
  { name: 'boxes', items: BOXES_JSON },
  { name: 'parts', items: PARTS_JSON },
  { name: 'kits', items: KITS_JSON },
  { name: 'shopping_lists', items: SHOPPING_LISTS_JSON },
]

const LISTS: Readonly<Record<string, Kind>> = { tags: 'optionalList', designators: 'list', alternates: 'list' }

function sheet(name: keyof typeof SHEET_SIZES, statement: Statement<Row>): ExportTable {
  const columns: Column[] = columnsOf(
    Object.keys(statement.columns).map((column) => [column, LISTS[column] ?? 'plain']),
  )
  return { name, columns, statement, size: SHEET_SIZES[name], values: [] }
}

/** The sheets of the inventory in a workbook, beside the one that names its format. */
export const INVENTORY_SHEETS: readonly ExportTable[] = [
  sheet('sellers', SELLER_ROWS),
  sheet('types', TYPE_ROWS),
  sheet('boxes', BOX_ROWS),
  sheet('parts', PART_ROWS),
  sheet('seller_links', SELLER_LINK_ROWS),
  sheet('seller_numbers', SELLER_NUMBER_ROWS),
  sheet('codes', CODE_ROWS),
  sheet('stock', STOCK_ROWS),
  sheet('kits', KIT_ROWS),
  sheet('kit_lines', KIT_LINE_ROWS),
  sheet('kit_unfitted', KIT_UNFITTED_ROWS),
  sheet('shopping_lists', SHOPPING_LIST_ROWS),
  sheet('shopping_list_lines', SHOPPING_LIST_LINE_ROWS),
  sheet('shopping_list_groups', SHOPPING_LIST_GROUP_ROWS),
]
