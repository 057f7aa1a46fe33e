import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { acceptForms } from '../../../plugins/external/forms.ts'
import { TaskStart } from '../../../services/work/tasks/schemas.ts'
import { callerSubject } from '../../caller.ts'
import { FilePart } from '../../upload-form.ts'
import { FORM_LIMITS, readAnalysisForm } from './analysis-form.ts'
import { pretendStart } from './pretend-start.ts'

/** At least one of the two. */
const AnalysisForm = Type.Object(
  {
    text: Type.Optional(Type.String({ maxLength: 10_000, description: 'What the part is, in words' })),
    image: Type.Optional(FilePart('A picture of it: JPEG, PNG, WebP or GIF')),
  },
  { minProperties: 1 },
)

/** `POST /api/ai-parts/analyze`: the handler reads the form itself, so a body of any other type reaches it unread. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { config, partAnalyses } = app
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  await acceptForms(app, FORM_LIMITS)

  app.post(
    '/ai-parts/analyze',
    {
      config: { access: 'editor', idempotency: { around: { status: 201 } } },
      schema: {
        tags: ['AI parts'],
        summary: 'Have a part analysed',
        body: { content: { 'multipart/form-data': { schema: AnalysisForm } } },
        response: { 201: TaskStart },
      },
    },
    async (request, reply) => {
      if (config.isTesting) return reply.code(201).send(pretendStart())
      const form = await readAnalysisForm(request, config.maxImageSize)
      return reply.code(201).send(await partAnalyses.start(form, callerSubject(request)))
    },
  )
}

export default routes
