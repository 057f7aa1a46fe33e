import { STATUS_CODES } from 'node:http'
import { ErrorResponse } from '../errors/envelope.ts'
import { Components } from './components.ts'
import type { Answer, Content, JsonSchema, OpenApiDocument, Operation } from './document.ts'
import { plainSchema } from './plain-schema.ts'

const ROLES = { read: 'reader', write: 'editor', admin: 'admin' }
const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const

/** The name of an operation: the method, then the path with every slash turned into an underscore. */
export function operationId(method: string, path: string): string {
  return `${method}_${path.replaceAll('/', '_')}`
}

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

function isInteger(schema: JsonSchema | undefined): boolean {
  return schema?.type === 'integer'
}

/** What a status means; the schema's own words about itself, if any, stand there. */
function describe(status: string, answer: Answer): string {
  return answer.description === 'Default Response' ? (STATUS_CODES[status] ?? '') : answer.description
}

function renderOperation(raw: Operation, id: string, components: Components, failure: Answer): Operation {
  const operation: Operation = { ...raw, operationId: id }
  operation.parameters = (raw.parameters ?? []).map((parameter) => {
    if (!parameter.schema) return parameter
    const schema = components.hoist(parameter.schema, `${id} parameter ${parameter.name}`)
    return {
      ...parameter,
      schema: parameter.in === 'path' && isInteger(schema) ? { ...schema, format: 'int32' } : schema,
    }
  })
  if (raw.requestBody) {
    const content = hoistContent(raw.requestBody.content, components, `${id} request`)
    operation.requestBody = { required: true, content }
  }
  operation.responses = { '4XX': failure, '5XX': failure }
  for (const [status, answer] of Object.entries(raw.responses)) {
    const description = describe(status, answer)
    operation.responses[status] = answer.content
      ? { ...answer, description, content: hoistContent(answer.content, components, `${id} answer ${status}`) }
      : { ...answer, description }
  }
  return operation
}

/**
 * Our own document: clean component names, and the error envelope on every 4xx and 5xx that a route does not answer in
 * its own way.
 *
 * @param raw what `@fastify/swagger` collected, schemas inlined.
 * @throws Error when two different schemas have one title.
 */
export function renderServiceDocument(raw: OpenApiDocument): OpenApiDocument {
  const components = new Components()
  const envelope = components.hoist(plainSchema(ErrorResponse) ?? {}, 'the error envelope')
  const failure: Answer = { description: 'Error', content: { 'application/json': { schema: envelope } } }
  const paths: OpenApiDocument['paths'] = {}
  for (const [rawPath, item] of Object.entries(raw.paths)) {
    const path = withoutTrailingSlash(rawPath)
    for (const method of METHODS) {
      const operation = item[method]
      if (!operation) continue
      paths[path] ??= {}
      paths[path][method] = renderOperation(operation, operationId(method, path), components, failure)
    }
  }
  return { ...raw, 'x-auth-roles': ROLES, paths, components: { ...raw.components, schemas: components.schemas } }
}
