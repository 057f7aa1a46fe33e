import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import openapiCollector, { type OpenApiInfo } from '../external/openapi-collector.ts'
import { ANSWER_HEADERS_MARK } from './answer-headers.ts'
import { isSchema, type OpenApiDocument } from './document.ts'
import { ENTITY_TAG_MARK } from './entity-tags.ts'
import { NO_KEY_MARK } from './idempotency-key.ts'
import type { RouteLinks } from './links.ts'
import { plainSchema } from './plain-schema.ts'
import { renderServiceDocument } from './service-document.ts'

declare module 'fastify' {
  interface FastifyInstance {
    openApi: RenderedDocument
  }
}

/** The OpenAPI document of the service, rendered once, when it is first read. */
export interface RenderedDocument {
  readonly document: OpenApiDocument
  /** The same as JSON text. */
  readonly service: string
}

export interface OpenApiOptions {
  /** What the document says about the service: its title, version and contact. */
  info?: OpenApiInfo
  /** The groups of operations, in their order in the document. */
  tags?: readonly { name: string; description: string }[]
  /** Links from the answers of operations to other operations. */
  links?: RouteLinks
}

const NO_INFO: OpenApiInfo = { title: 'HTTP interface', version: '1.0.0' }

function renderedOnce(app: FastifyInstance, links: RouteLinks): RenderedDocument {
  let document: OpenApiDocument | undefined
  let service: string | undefined
  return {
    get document() {
      document ??= renderServiceDocument(JSON.parse(JSON.stringify(app.swagger())), links)
      return document
    },
    get service() {
      service ??= JSON.stringify(this.document)
      return service
    },
  }
}

/** A part of a request in the words of OpenAPI: a schema, or one for each media type of a body. */
function plainPart(part: unknown): object | undefined {
  if (!isSchema(part) || !isSchema(part.content)) return plainSchema(part)
  const content = Object.entries(part.content).map(([type, media]) => [
    type,
    isSchema(media) ? { ...media, schema: plainSchema(media.schema) } : media,
  ])
  return { content: Object.fromEntries(content) }
}

function describeRoute(schema: FastifySchema | undefined, route: RouteOptions): FastifySchema {
  const { access, answerHeaders, entityTag, idempotency } = route.config ?? {}
  const described: FastifySchema & Record<string, unknown> = { ...schema }
  for (const part of ['body', 'querystring', 'params', 'headers'] as const) {
    const plain = plainPart(described[part])
    if (plain) described[part] = plain
  }
  if (typeof schema?.response === 'object' && schema.response !== null) {
    described.response = Object.fromEntries(
      Object.entries(schema.response).map(([status, answer]) => [status, plainSchema(answer)]),
    )
  }
  if (route.url.includes('*') || route.method === 'OPTIONS') described.hide = true
  if (entityTag === true) described[ENTITY_TAG_MARK] = true
  if (answerHeaders !== undefined) described[ANSWER_HEADERS_MARK] = answerHeaders
  if (idempotency === 'none') described[NO_KEY_MARK] = true
  if (access !== undefined && access !== 'public') {
    described.security = [{ BearerAuth: [] }]
    described['x-required-role'] = access
  }
  return described
}

/**
 * Documents the routes that are registered after it, in OpenAPI 3.1.
 *
 * Routes carry their schemas inlined. An object, enumeration or union with a PascalCase title becomes a component of that
 * name, however deep it is nested; two different shapes with one title are an error of the rendering. `config.access`
 * becomes the required role.
 */
async function openapi(app: FastifyInstance, { info = NO_INFO, tags = [], links = {} }: OpenApiOptions): Promise<void> {
  app.decorate('openApi', renderedOnce(app, links))
  await app.register(openapiCollector, {
    info,
    tags: [...tags],
    transform: ({ schema, url, route }) => ({ schema: describeRoute(schema, route), url }),
  })
}

export default fp(openapi, { name: 'openapi', fastify: '5.x', dependencies: [] })
