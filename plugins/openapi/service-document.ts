import { STATUS_CODES } from 'node:http'
import { ErrorResponse } from '../errors/envelope.ts'
import { INT4_MAX } from '../int4.ts'
import { addAnswerHeaders, SHARED_HEADERS } from './answer-headers.ts'
import { Components } from './components.ts'
import type { Answer, Content, JsonSchema, OpenApiDocument, Operation } from './document.ts'
import { addEntityTag } from './entity-tags.ts'
import { commonFailures } from './failures.ts'
import { addIdempotencyKey } from './idempotency-key.ts'
import { addLinks, type RouteLinks } from './links.ts'
import { operationName } from './operation-names.ts'
import { plainSchema } from './plain-schema.ts'
import { requestSchema } from './request-schema.ts'

const ROLES = { read: 'reader', write: 'editor', admin: 'admin' }
const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const

function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}

function hoistContent(content: Content, components: Components, place: string): Content {
  return Object.fromEntries(
    Object.entries(content).map(([type, media]) => [
      type,
      media.schema ? { ...media, schema: components.hoist(media.schema, place) } : media,
    ]),
  )
}

/** What a status means; the schema's own words about itself, if any, stand there. */
function describe(status: string, answer: Answer): string {
  return answer.description === 'Default Response' ? (STATUS_CODES[status] ?? '') : answer.description
}

function renderParameters({ parameters = [] }: Operation, id: string, components: Components) {
  return parameters.map((parameter) => {
    if (!parameter.schema) return parameter
    const schema = components.hoist(requestSchema(parameter.schema), `${id} parameter ${parameter.name}`)
    const isNumber = parameter.in === 'path' && schema.type === 'integer'
    return { ...parameter, schema: isNumber ? { ...schema, format: 'int32', minimum: 0, maximum: INT4_MAX } : schema }
  })
}

/** A body may be missing where its schema says what is then meant. */
function renderBody(content: Content, id: string, components: Components): NonNullable<Operation['requestBody']> {
  const isOptional = Object.values(content).some(({ schema }) => schema?.default !== undefined)
  const asEnforced = Object.entries(content).map(([type, { schema, ...media }]): [string, Content[string]] => {
    const { default: _, ...shape } = requestSchema(schema ?? {})
    // The fields of a form are no names of an object.
    if (type.startsWith('multipart/')) delete shape.propertyNames
    return [type, { ...media, schema: shape }]
  })
  return {
    required: !isOptional,
    content: hoistContent(Object.fromEntries(asEnforced), components, `${id} request`),
  }
}

function accessWords(role: string | undefined): string {
  return role === undefined ? 'Needs no role.' : `Needs the role ${role}, or one that includes it.`
}

function renderOperation(raw: Operation, [method, id]: [string, string], components: Components, envelope: JsonSchema) {
  const description = raw.description ?? accessWords(raw['x-required-role'])
  const operation: Operation = {
    ...raw,
    description,
    operationId: id,
    parameters: renderParameters(raw, id, components),
  }
  if (raw.requestBody) operation.requestBody = renderBody(raw.requestBody.content, id, components)
  operation.responses = commonFailures(method, operation, envelope)
  for (const [status, answer] of Object.entries(raw.responses)) {
    const description = describe(status, answer)
    operation.responses[status] = answer.content
      ? { ...answer, description, content: hoistContent(answer.content, components, `${id} answer ${status}`) }
      : { ...answer, description }
  }
  return operation
}

function operationsOf(raw: OpenApiDocument): { path: string; method: string; operation: Operation }[] {
  return Object.entries(raw.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      return operation ? [{ path: withoutTrailingSlash(path), method, operation }] : []
    }),
  )
}

/**
 * Our own document: clean names, requests as they are enforced, and the error envelope for every failure that a route
 * does not answer in its own way.
 *
 * @param raw what `@fastify/swagger` collected, schemas inlined.
 * @throws Error when two different schemas have one title, or a link leads nowhere.
 */
export function renderServiceDocument(raw: OpenApiDocument, links: RouteLinks): OpenApiDocument {
  const components = new Components()
  const envelope = components.hoist(plainSchema(ErrorResponse) ?? {}, 'the error envelope')
  const paths: OpenApiDocument['paths'] = {}
  const operations = operationsOf(raw)
  for (const { path, method, operation } of operations) {
    const rendered = renderOperation(operation, [method, operationName(method, path)], components, envelope)
    addEntityTag(method, rendered, envelope)
    addAnswerHeaders(rendered)
    addIdempotencyKey([method, path], rendered, envelope)
    paths[path] = { ...paths[path], [method]: rendered }
  }
  const used = new Set(operations.flatMap(({ operation }) => operation.tags ?? []))
  const document: OpenApiDocument = {
    ...raw,
    tags: (raw.tags ?? []).filter(({ name }) => used.has(name)),
    'x-auth-roles': ROLES,
    paths,
    components: { ...raw.components, schemas: components.schemas, headers: SHARED_HEADERS },
  }
  addLinks(document, links)
  return document
}
