import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { demandAnyRole } from '../../../plugins/auth/auth-gate.ts'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { ErrorResponse } from '../../../plugins/errors/envelope.ts'
import { CurrentUser } from './schemas.ts'

/** Who everybody is while sign-in is off. */
const LOCAL_ADMIN = {
  subject: 'local-user',
  email: 'admin@local',
  name: 'Local Admin',
  roles: ['admin', 'editor', 'reader'],
}

function simulatedError(status: number): DomainError {
  const message = `Simulated error for testing (status ${status})`
  return new DomainError(status, 'SIMULATED_ERROR', message, 'A test asked for this answer')
}

/** `/api/auth/self`: the first question of the front end. 401 means not signed in, 403 signed in but not admitted. */
const self: FastifyPluginAsyncTypebox = async (app) => {
  const { auth, authService } = app

  app.get(
    '/auth/self',
    {
      config: { access: 'public' },
      schema: {
        tags: ['Sign-in'],
        summary: 'Who am I',
        response: { 200: CurrentUser, 401: ErrorResponse, 403: ErrorResponse },
      },
    },
    async (request, reply) => {
      const status = authService.testSessions?.takeForcedError()
      if (status) throw simulatedError(status)
      const identity = await auth.identify(request, reply)
      if (identity === null) return LOCAL_ADMIN
      demandAnyRole(identity)
      const { subject, email, name, roles } = identity
      return { subject, email, name, roles: [...roles] }
    },
  )
}

export default self
