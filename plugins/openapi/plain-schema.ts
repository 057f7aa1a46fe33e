import { isSchema, type JsonSchema, mapSubschemas } from './document.ts'

function isWord(schema: JsonSchema): boolean {
  return typeof schema.const === 'string'
}

function plain(schema: JsonSchema): JsonSchema {
  const shown = schema['x-shown-as']
  if (isSchema(shown)) return plain(shown)
  const copy = mapSubschemas(schema, plain)
  if (copy.anyOf !== undefined && copy.anyOf.length > 0 && copy.anyOf.every(isWord)) {
    const words = copy.anyOf.map((word) => word.const)
    delete copy.anyOf
    return { type: 'string', enum: words, ...copy }
  }
  if (copy.enum?.every((value) => typeof value === 'string')) copy.type = 'string'
  return copy.nullable === true ? orNull(copy) : copy
}

/** What is said of the place where a schema is used stays outside of the union with null. */
function orNull(schema: JsonSchema): JsonSchema {
  const { nullable: _, default: fallback, ...inner } = schema
  if (inner.enum !== undefined) inner.enum = inner.enum.filter((value) => value !== null)
  const union: JsonSchema = { anyOf: [inner, { type: 'null' }] }
  return fallback === undefined ? union : { ...union, default: fallback }
}

/**
 * A route's schema in the words of OpenAPI 3.1: `nullable` becomes a union with null, a union of constant words an
 * enumeration, and what a route checks itself is shown as it says (`x-shown-as`). Everything that is not JSON is left behind.
 */
export function plainSchema(schema: unknown): JsonSchema | undefined {
  const json: unknown = schema === undefined ? undefined : JSON.parse(JSON.stringify(schema))
  return isSchema(json) ? plain(json) : undefined
}
