import { bigint, statement } from '../../../plugins/database/statement.ts'
import { TYPE_COLUMNS, TYPE_ROW } from '../../catalogue/types/type-sql.ts'
import {
  BOX_COLUMNS,
  BOX_MOMENTS,
  BOX_MOMENTS_ROW,
  BOX_ROW,
  USAGE_COLUMNS,
  USAGE_ROW,
} from '../../stock/boxes/box-sql.ts'
import { markedParts, PARTS_OF_TYPES, USED_LOCATIONS } from './figure-sql.ts'

/** All types by name, with the number of their parts. */
export const TYPES_WITH_COUNTS = statement(
  `with ${markedParts()}
   select ${TYPE_COLUMNS}, of_type.parts as part_count
     from types t ${PARTS_OF_TYPES}
    order by t.name, t.id`,
  { ...TYPE_ROW, part_count: bigint },
)

/** All boxes by number, with how full they are. */
export const BOXES_WITH_USAGE = statement(
  `select ${BOX_COLUMNS}, ${BOX_MOMENTS}, ${USAGE_COLUMNS} from boxes b ${USED_LOCATIONS} order by b.box_no`,
  { ...BOX_ROW, ...BOX_MOMENTS_ROW, ...USAGE_ROW },
)
