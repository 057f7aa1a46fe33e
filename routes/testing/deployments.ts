import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Nullable } from '../../services/schema-types.ts'
import { testingOnly } from './testing-only.ts'

const DeploymentTrigger = Type.Object(
  {
    request_id: Type.String(),
    version: Type.String(),
    changelog: Type.Optional(Nullable(Type.String())),
  },
  { title: 'DeploymentTrigger', examples: [{ request_id: 'page-1', version: '2.0.0', changelog: 'New colours' }] },
)
const DeploymentTriggered = Type.Object(
  { request_id: Type.String(), delivered: Type.Boolean(), status: Type.String() },
  { title: 'DeploymentTriggered' },
)

/** `POST /api/testing/deployments/version`: tells open pages about a version as a deployment would. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  testingOnly(app)

  app.post(
    '/testing/deployments/version',
    {
      config: { access: 'public', idempotency: { around: 'afterwards' } },
      schema: {
        tags: ['Testing'],
        summary: 'Announce a version of the front end',
        body: DeploymentTrigger,
        response: { 202: DeploymentTriggered },
      },
    },
    async ({ body: { request_id, version, changelog } }, reply) => {
      const delivered = await app.frontEndVersion.queueVersionEvent(request_id, version, changelog)
      const status = delivered ? 'delivered' : 'queued'
      return reply.code(202).send({ request_id, delivered, status })
    },
  )
}

export default routes
