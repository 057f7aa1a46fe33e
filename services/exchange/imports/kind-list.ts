import { type Static, Type } from 'typebox'
import { FIELD_TITLES, type Field, MANY } from '../reading/columns/fields.ts'
import { IMPORT_KINDS, KIND_FIELDS, KIND_TITLES } from '../reading/kinds.ts'
import { OPTION_SCHEMAS } from './options.ts'
import { FieldSchema, KindSchema, OptionsSchema } from './schemas.ts'

export const ImportKindSchema = Type.Object(
  {
    kind: KindSchema,
    title: Type.String(),
    fields: Type.Array(
      Type.Object({
        field: FieldSchema,
        title: Type.String(),
        required: Type.Boolean(),
        many: Type.Boolean({ description: 'Whether several columns may have it' }),
      }),
    ),
    options: OptionsSchema,
  },
  { title: 'ImportKind' },
)

/** Fields without which a row of a kind cannot be written. */
const REQUIRED: Readonly<Record<string, readonly Field[]>> = {
  order: ['quantity'],
  cart: ['quantity'],
}

/** All kinds with their fields and options, for pages that show them. */
export const IMPORT_KIND_LIST: Static<typeof ImportKindSchema>[] = IMPORT_KINDS.map((kind) => ({
  kind,
  title: KIND_TITLES[kind],
  fields: KIND_FIELDS[kind].map((field) => ({
    field,
    title: FIELD_TITLES[field],
    required: REQUIRED[kind]?.includes(field) ?? false,
    many: MANY.has(field),
  })),
  options: { ...OPTION_SCHEMAS[kind] },
}))
