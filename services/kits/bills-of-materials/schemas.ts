import { Type } from 'typebox'
import { Nullable } from '../../schema-types.ts'

const Designators = Type.Array(Type.String(), { description: 'Where it sits on the board, such as R1' })

export const BomLineSchema = Type.Object(
  {
    kit_content_id: Type.Integer(),
    part_key: Type.String(),
    required_per_unit: Type.Integer(),
    designators: Designators,
    alternates: Type.Array(Type.String(), { description: 'Keys of parts that can stand in for it, the best first' }),
    note: Nullable(Type.String()),
    version: Type.Integer({ description: 'To be sent with an update, which a newer version refuses' }),
  },
  { title: 'BomLine' },
)
export type BomLine = Type.Static<typeof BomLineSchema>

export const UnfittedLineSchema = Type.Object(
  {
    id: Type.Integer(),
    part_key: Nullable(Type.String()),
    quantity: Type.Integer(),
    designators: Designators,
    value: Nullable(Type.String()),
    note: Nullable(Type.String()),
  },
  { title: 'UnfittedLine' },
)
export type UnfittedLine = Type.Static<typeof UnfittedLineSchema>

export const BomSchema = Type.Object(
  {
    kit_id: Type.Integer(),
    lines: Type.Array(BomLineSchema),
    unfitted: Type.Array(UnfittedLineSchema, { description: 'What the drawing has and nobody fits' }),
  },
  { title: 'Bom' },
)
export type Bom = Type.Static<typeof BomSchema>
