import { Type } from 'typebox'
import { Nullable } from '../../schema-types.ts'

const Value = Type.Unsafe<string | number | string[] | null>({
  anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'array', items: { type: 'string' } }, { type: 'null' }],
})

const FieldChangeSchema = Type.Object({ from: Value, to: Value }, { title: 'FieldChange' })
export type FieldChange = Type.Static<typeof FieldChangeSchema>

/** The fields of a part that can be changed for many at once. */
export const EDITED_FIELDS = ['type_id', 'manufacturer', 'package', 'mounting_type', 'tags'] as const
export type EditedField = (typeof EDITED_FIELDS)[number]

export const PartEditSchema = Type.Object(
  {
    part_key: Type.String(),
    changes: Type.Object(
      Object.fromEntries(EDITED_FIELDS.map((field) => [field, Type.Optional(FieldChangeSchema)])) as Record<
        EditedField,
        ReturnType<typeof Type.Optional<typeof FieldChangeSchema>>
      >,
      { title: 'PartFieldChanges' },
    ),
  },
  { title: 'PartEdit' },
)
export type PartEdit = Type.Static<typeof PartEditSchema>

export const PartEditsSchema = Type.Object(
  {
    operation_id: Nullable(
      Type.String({ format: 'uuid', description: 'Null when nothing was changed, as in a dry run' }),
    ),
    parts: Type.Array(PartEditSchema, { description: 'The parts that change' }),
  },
  { title: 'PartEdits' },
)
export type PartEdits = Type.Static<typeof PartEditsSchema>
