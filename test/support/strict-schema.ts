type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Keywords that the API takes in strict mode. */
const KEYWORDS = new Set(
  (
    'type properties required additionalProperties items enum const anyOf title description pattern format minimum ' +
    'maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems'
  ).split(' '),
)

/**
 * Finds what a JSON schema may not have in strict mode: every object names all of its properties as required and
 * allows no others (OpenAI, "Structured model outputs", supported schemas).
 *
 * @returns the first problem with its path, or undefined.
 */
export function strictSchemaProblem(schema: unknown, path = ''): string | undefined {
  if (!isObject(schema)) return `${path} is no schema`
  const unknown = Object.keys(schema).find((keyword) => !KEYWORDS.has(keyword))
  if (unknown !== undefined) return `${path} uses ${unknown}`
  if (isObject(schema.properties)) {
    const names = Object.keys(schema.properties)
    const required: unknown[] = Array.isArray(schema.required) ? schema.required : []
    if (schema.additionalProperties !== false) return `${path} allows additional properties`
    const optional = names.find((name) => !required.includes(name))
    if (optional !== undefined) return `${path}/${optional} is not required`
  } else if (schema.type === 'object') return `${path} names no properties`
  const inner: [string, unknown][] = [
    ...Object.entries(isObject(schema.properties) ? schema.properties : {}),
    ...(Array.isArray(schema.anyOf)
      ? schema.anyOf.map((entry, index): [string, unknown] => [`anyOf/${index}`, entry])
      : []),
    ...(schema.items === undefined ? [] : [['items', schema.items] satisfies [string, unknown]]),
  ]
  for (const [name, entry] of inner) {
    const problem = strictSchemaProblem(entry, `${path}/${name}`)
    if (problem !== undefined) return problem
  }
  return undefined
}
