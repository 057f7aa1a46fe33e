import { Type } from 'typebox'
import { Timestamp } from '../../schema-types.ts'

export const PartTypeSchema = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    created_at: Timestamp,
    updated_at: Timestamp,
    part_count: Type.Optional(Type.Integer({ description: 'Parts of this type; only when statistics were asked for' })),
  },
  { title: 'Type' },
)

export type PartTypeDto = Type.Static<typeof PartTypeSchema>
