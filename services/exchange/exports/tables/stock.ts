import { columnsOf } from '../cell.ts'
import { STOCK, STOCK_SIZE } from '../statements.ts'
import type { ExportTable } from '../table.ts'

/** All stock by place. */
export const STOCK_TABLE: ExportTable = {
  name: 'stock',
  columns: columnsOf([
    'key',
    'description',
    'manufacturer_code',
    'package',
    'box_no',
    'loc_no',
    'qty',
    'box_description',
  ]),
  statement: STOCK,
  size: STOCK_SIZE,
  values: [],
}
