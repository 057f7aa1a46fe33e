import { type JsonSchema, mapSubschemas } from './document.ts'

/** No text of a request may have this character: PostgreSQL cannot store it. */
export const WITHOUT_NUL = '^[^\\u0000]*$'

/** A field with this name would change objects that a body has nothing to do with: it is refused in all of them. */
const ALLOWED_NAMES = { pattern: '^(?!__proto__$)' }

function isFreeText(schema: JsonSchema): boolean {
  if (schema.type !== 'string' || schema.format === 'binary') return false
  return schema.pattern === undefined && schema.enum === undefined && schema.const === undefined
}

/** The properties that must be there: the validation fills in those that have a default. */
function requiredOf({ required, properties = {} }: JsonSchema): string[] | undefined {
  return required?.filter((name) => properties[name]?.default === undefined)
}

/** A schema of a request as it is enforced: the validation refuses U+0000 in every text and fields
 * named `__proto__`, and fills in defaults. */
export function requestSchema(schema: JsonSchema): JsonSchema {
  const copy = mapSubschemas(schema, requestSchema)
  const required = requiredOf(copy)
  if (required !== undefined) copy.required = required
  if (copy.type === 'object' && copy.additionalProperties !== false) copy.propertyNames = ALLOWED_NAMES
  return isFreeText(copy) ? { ...copy, pattern: WITHOUT_NUL } : copy
}
