import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { PartSchema } from '../../../services/catalogue/parts/schemas.ts'
import { TaskStart } from '../../../services/work/tasks/schemas.ts'
import { callerSubject } from '../../caller.ts'
import { toPartFields } from '../../catalogue/parts/part-body.ts'
import { clientGone } from '../../client-gone.ts'
import analyze from './analyze.ts'
import { AiPartCreate, assertStorable } from './part-create.ts'
import { pretendStart } from './pretend-start.ts'
import { refuseField } from './refusal.ts'

const tags = ['AI parts']
const PartCleanup = Type.Object(
  { part_key: Type.String({ minLength: 4, maxLength: 4, pattern: '^[A-Z]{4}$' }) },
  { title: 'PartCleanup', examples: [{ part_key: 'ABCD' }] },
)

/** `/api/ai-parts`: what takes the typing out of cataloguing. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { config, parts, partCleanups, partCreation } = app
  await app.register(analyze)

  app.post(
    '/ai-parts/cleanup',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Have a record cleaned up', body: PartCleanup, response: { 201: TaskStart } },
    },
    async (request, reply) => {
      const { part_key: key } = request.body
      if (config.isTesting) return reply.code(201).send(pretendStart())
      await parts.identify(key).catch((error) => {
        if (error instanceof DomainError && error.statusCode === 404) throw refuseField('part_key', `${key} is no part`)
        throw error
      })
      return reply.code(201).send(await partCleanups.start(key, callerSubject(request)))
    },
  )

  app.post(
    '/ai-parts/create',
    {
      config: {
        access: 'editor',
        idempotency: { around: { status: 201 }, readAgain: { by: ['key'], read: (key) => parts.get(key) } },
      },
      schema: {
        tags,
        summary: 'Create a part with its documents',
        body: AiPartCreate,
        response: { 201: PartSchema },
      },
    },
    async ({ body: { documents = [], ...fields } }, reply) => {
      assertStorable(documents)
      const part = { ...toPartFields(fields), description: fields.description }
      const created = await partCreation.create(part, documents, clientGone(reply))
      return reply.code(201).send(created)
    },
  )
}

export default routes
