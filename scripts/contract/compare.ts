import type { JsonSchema, OpenApiDocument, Operation } from '../../plugins/openapi/document.ts'
import { SchemaComparison } from './compare-schemas.ts'

export interface Comparison {
  /** What is there and differs, one line a difference. */
  differences: string[]
  /** Expected operations that the document lacks, as `get /path`. */
  missing: string[]
  /** Operations of the document that nobody expects. */
  additional: string[]
}

const JSON_TYPE = 'application/json'

function operationsOf(document: OpenApiDocument): Map<string, Operation> {
  return new Map(
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
    ),
  )
}

/** Each schema of an operation by the place where it stands. */
function schemasOf(operation: Operation): Map<string, JsonSchema | undefined> {
  const schemas = new Map<string, JsonSchema | undefined>()
  for (const { in: place, name, schema } of operation.parameters ?? [])
    schemas.set(`${place} parameter ${name}`, schema)
  if (operation.requestBody) schemas.set('request body', operation.requestBody.content[JSON_TYPE]?.schema)
  for (const [status, { content }] of Object.entries(operation.responses)) {
    schemas.set(`answer ${status}`, content?.[JSON_TYPE]?.schema)
  }
  return schemas
}

function requiredParts(operation: Operation): string {
  const parameters = (operation.parameters ?? []).filter(({ required }) => required).map(({ name }) => name)
  return [...parameters.sort(), ...(operation.requestBody?.required ? ['the body'] : [])].join(', ')
}

function traits(operation: Operation): Record<string, string> {
  return {
    operationId: operation.operationId ?? 'none',
    role: operation['x-required-role'] ?? 'none',
    security: JSON.stringify(operation.security ?? []),
    'required parts': requiredParts(operation) || 'none',
  }
}

function rolesOf(document: OpenApiDocument): string {
  return JSON.stringify(Object.entries(document['x-auth-roles'] ?? {}).sort())
}

/** Every component that another schema or an operation refers to. */
function referred(document: OpenApiDocument): Set<string> {
  const text = JSON.stringify(document)
  return new Set(Array.from(text.matchAll(/"#\/components\/schemas\/([^"]+)"/g), ([, key = '']) => key))
}

/**
 * Compares two OpenAPI documents as a generator of clients sees them: names, parameters, bodies, answers, roles, and of
 * every schema the types, properties, required ones, defaults and enumerations. Limits, descriptions and titles of
 * properties do not count, nor does order.
 */
export function compareDocuments(expected: OpenApiDocument, actual: OpenApiDocument): Comparison {
  const built = operationsOf(actual)
  const wanted = operationsOf(expected)
  const schemas = new SchemaComparison(expected.components.schemas, actual.components.schemas)
  const differences: string[] = []
  const tell = (place: string, what: string, wantedValue: string, found: string) => {
    if (wantedValue !== found) differences.push(`${place}: ${what} is ${found}, expected ${wantedValue}`)
  }

  tell('document', 'x-auth-roles', rolesOf(expected), rolesOf(actual))
  for (const [name, operation] of wanted) {
    const other = built.get(name)
    if (!other) continue
    const found = traits(other)
    for (const [trait, value] of Object.entries(traits(operation))) tell(name, trait, value, found[trait] ?? 'none')
    const foundSchemas = schemasOf(other)
    for (const [place, schema] of schemasOf(operation)) {
      if (foundSchemas.has(place)) schemas.compare(schema, foundSchemas.get(place), `${name} ${place}`)
      else differences.push(`${name}: ${place} is missing`)
      foundSchemas.delete(place)
    }
    for (const place of foundSchemas.keys()) differences.push(`${name}: ${place} is not expected`)
  }

  const inUse = referred(expected)
  for (const [key, schema] of Object.entries(expected.components.schemas)) {
    if (!inUse.has(key)) schemas.compare(schema, actual.components.schemas[key], key)
  }
  return {
    differences: [...differences, ...schemas.differences],
    missing: [...wanted.keys()].filter((name) => !built.has(name)),
    additional: [...built.keys()].filter((name) => !wanted.has(name)),
  }
}
