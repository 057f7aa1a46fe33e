import apiReference from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'
import { withAccess } from '../../../plugins/access.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
const SCHEMA = { hide: true }

/** `/api/docs`: the OpenAPI documents, and a page to read and try them that needs nothing from other hosts. */
export default async function docsRoutes(app: FastifyInstance): Promise<void> {
  const route = { config: { access: 'public' }, schema: SCHEMA } as const
  const page = `${app.prefix}/docs/swagger/`

  app.get('/docs', route, async (_request, reply) => reply.redirect(page, 302))
  app.get('/docs/', route, async (_request, reply) => reply.redirect(page, 302))
  app.get('/docs/openapi.json', route, async (_request, reply) => reply.type(JSON_TYPE).send(app.openApi.frontEnd))
  app.get('/docs/service.json', route, async (_request, reply) => reply.type(JSON_TYPE).send(app.openApi.service))

  await app.register(withAccess('public', apiReference), {
    routePrefix: '/docs/swagger',
    configuration: {
      url: '../service.json',
      pageTitle: 'API reference',
      withDefaultFonts: false,
      proxyUrl: '',
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
      hideClientButton: true,
    },
  })
}
