import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import type { OpenApiDocument } from './document.ts'
import { renderFrontEndDocument } from './front-end/render.ts'
import { plainSchema } from './plain-schema.ts'
import { renderServiceDocument } from './service-document.ts'

declare module 'fastify' {
  interface FastifyInstance {
    openApi: OpenApiDocuments
  }
}

/** The OpenAPI documents as JSON text, rendered when they are first asked for, and once. */
export interface OpenApiDocuments {
  /** Our own document. */
  readonly service: string
  /** The document that the web front end generates its client from. */
  readonly frontEnd: string
}

function documentsOf(app: FastifyInstance): OpenApiDocuments {
  let document: OpenApiDocument | undefined
  let service: string | undefined
  let frontEnd: string | undefined
  const render = () => {
    document ??= renderServiceDocument(JSON.parse(JSON.stringify(app.swagger())))
    return document
  }
  return {
    get service() {
      service ??= JSON.stringify(render())
      return service
    },
    get frontEnd() {
      frontEnd ??= JSON.stringify(renderFrontEndDocument(render()))
      return frontEnd
    },
  }
}

function describeRoute(schema: FastifySchema | undefined, route: RouteOptions): FastifySchema {
  const { access } = route.config ?? {}
  const described: FastifySchema & Record<string, unknown> = { ...schema }
  for (const part of ['body', 'querystring', 'params', 'headers'] as const) {
    const plain = plainSchema(described[part])
    if (plain) described[part] = plain
  }
  if (typeof schema?.response === 'object' && schema.response !== null) {
    described.response = Object.fromEntries(
      Object.entries(schema.response).map(([status, answer]) => [status, plainSchema(answer)]),
    )
  }
  if (route.url.includes('*') || route.method === 'OPTIONS') described.hide = true
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
async function openapi(app: FastifyInstance): Promise<void> {
  app.decorate('openApi', documentsOf(app))
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Electronics parts inventory', version: '1.0.0' },
      components: { securitySchemes: { BearerAuth: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      security: [],
    },
    transform: ({ schema, url, route }) => ({ schema: describeRoute(schema, route), url }),
  })
}

export default fp(openapi, { name: 'openapi', fastify: '5.x', dependencies: [] })
