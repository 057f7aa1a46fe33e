import Fastify, { type FastifyInstance } from 'fastify'
import access from '../../../plugins/access.ts'
import openapi from '../../../plugins/openapi/index.ts'
import docs from '../../../routes/docs/index.ts'

/** An app with the documentation and the routes that `addRoutes` gives it, ready. */
export async function documentedApp(addRoutes: (app: FastifyInstance) => void): Promise<FastifyInstance> {
  const app = Fastify({ logger: false, ajv: { customOptions: { strict: false } } })
  await app.register(access)
  await app.register(openapi)
  await app.register(async (scope) => addRoutes(scope))
  await app.register(docs, { prefix: '/api' })
  await app.ready()
  return app
}
