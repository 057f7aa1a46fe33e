import { Type } from 'typebox'
import { Timestamp } from '../../../schema-types.ts'

export const PartCodeSchema = Type.Object(
  {
    id: Type.Integer(),
    code: Type.String({ description: 'A product code, an address without its scheme, or the code itself in capitals' }),
    created_at: Timestamp,
  },
  { title: 'PartCode' },
)
export type PartCodeDto = Type.Static<typeof PartCodeSchema>
