import { Type } from 'typebox'
import { Nullable } from '../../schema-types.ts'
import { partWithChanges } from '../operations/field-change.ts'

/** The fields of a part that can be changed for many at once. */
export const EDITED_FIELDS = ['type_id', 'manufacturer', 'package', 'mounting_type', 'tags'] as const
export type EditedField = (typeof EDITED_FIELDS)[number]

export const PartEditSchema = partWithChanges(EDITED_FIELDS, { part: 'PartEdit', changes: 'PartFieldChanges' })
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
