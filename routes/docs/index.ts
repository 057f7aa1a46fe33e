import type { FastifyInstance } from 'fastify'
import { addApiReference } from '../../plugins/external/api-reference.ts'
import { renderFrontEndDocument } from './front-end/render.ts'

const JSON_TYPE = 'application/json'
const SCHEMA = { hide: true }

/** `/api/docs`: the OpenAPI documents, and a page to read and try them that needs nothing from other hosts. */
export default async function docsRoutes(app: FastifyInstance): Promise<void> {
  const route = { config: { access: 'public' }, schema: SCHEMA } as const
  const page = `${app.prefix}/docs/swagger/`
  let frontEnd: string | undefined
  const frontEndDocument = () => {
    frontEnd ??= JSON.stringify(renderFrontEndDocument(app.openApi.document))
    return frontEnd
  }

  app.get('/docs', route, async (_request, reply) => reply.redirect(page, 302))
  app.get('/docs/', route, async (_request, reply) => reply.redirect(page, 302))
  app.get('/docs/openapi.json', route, async (_request, reply) => reply.type(JSON_TYPE).send(frontEndDocument()))
  app.get('/docs/service.json', route, async (_request, reply) => reply.type(JSON_TYPE).send(app.openApi.service))

  // Its buttons send requests: nobody may put them under a page of their own.
  app.addHook('onSend', async (_request, reply, payload) => {
    reply.header('x-frame-options', 'DENY')
    return payload
  })
  await addApiReference(app, { routePrefix: '/docs/swagger', document: `${app.prefix}/docs/service.json` })
}
