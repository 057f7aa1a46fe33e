import { Type } from 'typebox'
import { Nullable } from '../../schema-types.ts'

const StockMoveSchema = Type.Object(
  {
    part_key: Type.String(),
    from_box_no: Type.Integer(),
    from_loc_no: Type.Integer(),
    to_box_no: Type.Integer(),
    to_loc_no: Type.Integer(),
    qty: Type.Integer(),
  },
  { title: 'StockMove' },
)

export const StockMovesSchema = Type.Object(
  {
    operation_id: Nullable(Type.String({ format: 'uuid', description: 'Null when there was nothing to move' })),
    moves: Type.Array(StockMoveSchema),
  },
  { title: 'StockMoves' },
)
export type StockMove = Type.Static<typeof StockMoveSchema>
export type StockMoves = Type.Static<typeof StockMovesSchema>
