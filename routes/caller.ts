import type { FastifyInstance, FastifyRequest } from 'fastify'
import { LOCAL_USER } from '../plugins/sse/live-event.ts'
import type { TaskViewer } from '../services/work/tasks/task-service.ts'

type Request = Pick<FastifyRequest, 'identity'> & { server: Pick<FastifyInstance, 'authService'> }

/** The subject that a request acts for: the user's, or the one of everybody while sign-in is off. */
export function callerSubject({ identity, server }: Request): string | null {
  return server.authService.isEnabled ? (identity?.subject ?? null) : LOCAL_USER
}

/** Which tasks the sender of a request may see: everybody their own, admins all, and so does everybody without sign-in. */
export function taskViewer(request: Request): TaskViewer {
  const { identity, server } = request
  const seesAll = !server.authService.isEnabled || (identity?.roles.includes('admin') ?? false)
  return { subject: callerSubject(request), seesAll }
}
