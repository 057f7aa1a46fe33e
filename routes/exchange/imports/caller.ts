import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Caller } from '../../../services/exchange/imports/import-service.ts'
import { callerAuthor, callerSubject } from '../../caller.ts'

/** Who imports something. */
export function importCaller(
  request: Pick<FastifyRequest, 'identity'> & { server: Pick<FastifyInstance, 'authService'> },
): Caller {
  return { subject: callerSubject(request), author: callerAuthor(request) }
}
