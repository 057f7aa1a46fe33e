/** A JSON schema as it stands in a document. */
export interface JsonSchema {
  $ref?: string
  title?: string
  type?: string | string[]
  nullable?: boolean
  properties?: Record<string, JsonSchema>
  patternProperties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  not?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  additionalProperties?: boolean | JsonSchema
  [keyword: string]: unknown
}

export interface Parameter {
  name: string
  in: string
  required?: boolean
  schema?: JsonSchema
  description?: string
}

export type Content = Record<string, { schema?: JsonSchema; example?: unknown }>

export interface Link {
  operationId: string
  parameters: Readonly<Record<string, string>>
  requestBody?: unknown
}

export interface AnswerHeader {
  description: string
  schema: JsonSchema
}

/** Stands for a header of the components. */
export interface HeaderReference {
  $ref: string
}

export interface Answer {
  description: string
  content?: Content
  headers?: Record<string, AnswerHeader | HeaderReference>
  links?: Record<string, Link>
}

export interface Operation {
  operationId?: string
  tags?: string[]
  summary?: string
  description?: string
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, Answer>
  security?: Record<string, string[]>[]
  'x-required-role'?: string
}

/** The part of an OpenAPI 3.1 document that the renderings read and write. */
export interface OpenApiDocument {
  openapi: string
  info: { title: string; version: string; description?: string }
  servers?: { url: string; description?: string }[]
  tags?: { name: string; description?: string }[]
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, JsonSchema>
    headers?: Record<string, AnswerHeader>
    securitySchemes?: Record<string, unknown>
  }
  security?: Record<string, string[]>[]
  'x-auth-roles'?: Record<string, string>
}

const COMPONENT_PATH = '#/components/schemas/'

export function componentRef(key: string): JsonSchema {
  return { $ref: COMPONENT_PATH + key }
}

/** The key of the component that a schema refers to; undefined when it refers to none. */
export function referredComponent(schema: JsonSchema | undefined): string | undefined {
  return schema?.$ref?.startsWith(COMPONENT_PATH) ? schema.$ref.slice(COMPONENT_PATH.length) : undefined
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A copy of a schema with each schema directly inside it replaced by what `change` makes of it. */
export function mapSubschemas(schema: JsonSchema, change: (inner: JsonSchema, at: string) => JsonSchema): JsonSchema {
  const copy: JsonSchema = { ...schema }
  for (const keyword of ['properties', 'patternProperties'] as const) {
    const group = schema[keyword]
    if (!group) continue
    copy[keyword] = Object.fromEntries(Object.entries(group).map(([name, inner]) => [name, change(inner, name)]))
  }
  for (const keyword of ['items', 'additionalProperties', 'not'] as const) {
    const inner = schema[keyword]
    if (isSchema(inner)) copy[keyword] = change(inner, keyword)
  }
  for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) {
    const group = schema[keyword]
    if (group) copy[keyword] = group.map((inner, index) => change(inner, `${keyword}.${index}`))
  }
  return copy
}
