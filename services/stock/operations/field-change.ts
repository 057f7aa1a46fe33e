import { Type } from 'typebox'

const Value = Type.Unsafe<string | number | string[] | null>({
  anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'array', items: { type: 'string' } }, { type: 'null' }],
})

/** What a field was, and what it has become. */
export const changedValue = { from: Value, to: Value }

const FieldChangeSchema = Type.Object(changedValue, { title: 'FieldChange' })
export type FieldChange = Type.Static<typeof FieldChangeSchema>

/** A part with what was changed of it, of some of its fields. @param titles of the schema, and of that of the changes. */
export function partWithChanges<Field extends string>(
  fields: readonly Field[],
  titles: { part: string; changes: string },
) {
  return Type.Object(
    {
      part_key: Type.String(),
      changes: Type.Object(
        Object.fromEntries(fields.map((field) => [field, Type.Optional(FieldChangeSchema)])) as Record<
          Field,
          ReturnType<typeof Type.Optional<typeof FieldChangeSchema>>
        >,
        { title: titles.changes },
      ),
    },
    { title: titles.part },
  )
}
