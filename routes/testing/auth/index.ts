import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { cookieValues } from '../../../plugins/auth/cookies.ts'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { Parsed } from '../../../services/schema-types.ts'
import { NoContent } from '../../no-content.ts'
import { testingOnly } from '../testing-only.ts'

const tags = ['Testing']
const SESSION_SECONDS = 3600
const Nullable = Type.Union([Type.String(), Type.Null()])

const TestSessionCreate = Type.Object(
  {
    subject: Type.String({ minLength: 1 }),
    name: Type.Optional(Nullable),
    email: Type.Optional(Nullable),
    roles: Type.Optional(Type.Array(Type.String())),
  },
  { title: 'TestSessionCreate', examples: [{ subject: 'tester', name: 'Tester', roles: ['editor'] }] },
)
const TestSession = Type.Object(
  { subject: Type.String(), name: Nullable, email: Nullable, roles: Type.Array(Type.String()) },
  { title: 'TestSession' },
)

function errorStatus(text: string): number {
  const status = /^\d{3}$/.test(text) ? Number(text) : 0
  if (status >= 400 && status <= 599) return status
  throw new RequestValidationError([{ field: 'status', message: 'must be an integer from 400 to 599' }])
}

/** `/api/testing/auth`: sessions without an identity provider, for tests of the front end. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { auth, authService } = app
  testingOnly(app)

  app.post(
    '/testing/auth/session',
    {
      config: { access: 'public', idempotency: { around: 'afterwards' } },
      schema: { tags, summary: 'Start a test session', body: TestSessionCreate, response: { 201: TestSession } },
    },
    async ({ body: { subject, name = null, email = null, roles = [] } }, reply) => {
      const user = { subject, name, email, roles }
      const token = authService.testSessions?.create(user) ?? ''
      auth.cookies.set(reply, { name: auth.cookies.accessName, value: token, maxAge: SESSION_SECONDS })
      return reply.code(201).send(user)
    },
  )

  app.post(
    '/testing/auth/clear',
    { config: { access: 'public' }, schema: { tags, summary: 'End the test session', response: { 204: NoContent } } },
    async (request, reply) => {
      for (const token of cookieValues(request.headers.cookie, auth.cookies.accessName)) {
        authService.testSessions?.clear(token)
      }
      auth.cookies.clear(reply, auth.cookies.accessName)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/testing/auth/force-error',
    {
      config: { access: 'public', idempotency: { around: 'afterwards' } },
      schema: {
        tags,
        summary: 'Have the next /api/auth/self fail',
        querystring: Type.Object({ status: Parsed(Type.Integer({ minimum: 400, maximum: 599 })) }),
        response: { 204: NoContent },
      },
    },
    async ({ query }, reply) => {
      authService.testSessions?.forceError(errorStatus(query.status))
      return reply.code(204).send(null)
    },
  )
}

export default routes
