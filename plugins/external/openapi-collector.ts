import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

type DocumentOptions = NonNullable<FastifyDynamicSwaggerOptions['openapi']>

export type OpenApiInfo = NonNullable<DocumentOptions['info']>

export interface CollectorOptions {
  info: OpenApiInfo
  tags: NonNullable<DocumentOptions['tags']>
  transform: NonNullable<FastifyDynamicSwaggerOptions['transform']>
}

/** Collects the schemas of the routes that are registered after it; `app.swagger()` is their document, OpenAPI 3.1. */
async function openapiCollector(app: FastifyInstance, { info, tags, transform }: CollectorOptions): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info,
      servers: [{ url: app.prefix === '' ? '/' : app.prefix, description: 'This service' }],
      tags,
      components: { securitySchemes: { BearerAuth: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      security: [],
    },
    transform,
  })
}

export default fp(openapiCollector, { name: 'openapi-collector', fastify: '5.x', dependencies: [] })
