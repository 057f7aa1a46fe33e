import type { JsonSchema, OpenApiDocument, Operation, Parameter } from '../../plugins/openapi/document.ts'

const JSON_TYPE = 'application/json'

function kindOf(schema: JsonSchema | undefined): string {
  if (schema === undefined) return ''
  const { $ref, anyOf, items, enum: words, type, format, additionalProperties: further } = schema
  if ($ref) return $ref.split('/').at(-1) ?? ''
  if (anyOf) return anyOf.map(kindOf).join('|')
  if (words) return words.join('/')
  if (items) return `[${kindOf(items)}]`
  if (typeof further === 'object') return `{${kindOf(further)}}`
  return typeof format === 'string' ? format : String(type ?? 'any')
}

function property(name: string, schema: JsonSchema, isRequired: boolean): string {
  const byDefault = schema.default === undefined ? '' : `=${JSON.stringify(schema.default)}`
  return `${name}${isRequired ? '' : '?'}:${kindOf(schema)}${byDefault}`
}

function parameterText({ name, in: place, required = false, schema = {} }: Parameter): string {
  return `${place} ${property(name, schema, required)}`
}

function operationText(method: string, path: string, operation: Operation): string {
  const answers = Object.entries(operation.responses).map(([status, { content }]) =>
    `${status} ${kindOf(content?.[JSON_TYPE]?.schema)}`.trim(),
  )
  const parameters = (operation.parameters ?? []).map(parameterText)
  const body = kindOf(operation.requestBody?.content[JSON_TYPE]?.schema)
  const role = operation['x-required-role'] ?? 'open'
  return [
    `${method} ${path} ${operation.operationId} ${role}`,
    ...parameters.sort(),
    ...(body === '' ? [] : [`body ${body}`]),
    ...answers.sort(),
  ].join('; ')
}

/** A reference inside a component names its root's own copy, so that the last part of the key says it. */
function shapeOf({ properties, required = [], ...schema }: JsonSchema): string {
  if (properties === undefined) return kindOf(schema)
  const texts = Object.entries(properties).map(([each, inner]) => property(each, inner, required.includes(each)))
  return texts.sort().join('; ')
}

function componentTexts(schemas: Record<string, JsonSchema>): string[] {
  const keys = new Map<string, string[]>()
  for (const [key, schema] of Object.entries(schemas)) {
    const text = `${schema.title} ${shapeOf(schema).replace(/[\w.]+\.(?=[A-Z]\w*)/g, '')}`
    keys.set(text, [...(keys.get(text) ?? []), key])
  }
  return Array.from(keys, ([text, names]) => `${text} <- ${names.sort().join(' ')}`)
}

/**
 * What a client that is generated from a document relies on, one line an operation and one a component with the keys
 * that it has: ids, roles, parameters, bodies and answers; properties with their types, which of them may be missing
 * (`?`), and their defaults.
 */
export function summarise({ paths, components }: OpenApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => operationText(method, path, operation)),
  )
  return `${[...operations.sort(), ...componentTexts(components.schemas).sort()].join('\n')}\n`
}
