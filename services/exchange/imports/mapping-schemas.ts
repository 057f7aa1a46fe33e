import { type Static, Type } from 'typebox'
import { FilledText, Timestamp } from '../../schema-types.ts'
import { GivenOptions } from './options.ts'
import { FieldSchema, KindSchema, OptionsSchema } from './schemas.ts'

const MappedColumn = Type.Object(
  { header: FilledText(200), field: FieldSchema },
  { title: 'ImportMappedColumn', additionalProperties: false },
)
export type MappedColumn = Static<typeof MappedColumn>

export const MappingFields = Type.Object(
  {
    name: FilledText(100),
    kind: KindSchema,
    columns: Type.Array(MappedColumn, { minItems: 1, maxItems: 200 }),
    options: Type.Optional(GivenOptions),
  },
  {
    title: 'ImportMappingFields',
    additionalProperties: false,
    examples: [
      {
        name: 'Our stock sheet',
        kind: 'parts_list',
        columns: [
          { header: 'Part', field: 'mpn' },
          { header: 'How many', field: 'quantity' },
        ],
      },
    ],
  },
)
export type MappingFields = Static<typeof MappingFields>

export const MappingSchema = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    kind: KindSchema,
    columns: Type.Array(MappedColumn),
    options: OptionsSchema,
    created_at: Timestamp,
    updated_at: Timestamp,
  },
  { title: 'ImportMapping' },
)
export type MappingDto = Static<typeof MappingSchema>
