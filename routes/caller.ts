import type { FastifyInstance, FastifyRequest } from 'fastify'
import { LOCAL_USER } from '../plugins/sse/live-event.ts'
import { type Author, NOBODY } from '../services/stock/operations/operation.ts'
import type { TaskViewer } from '../services/work/tasks/task-service.ts'

type Request = Pick<FastifyRequest, 'identity'> & { server: Pick<FastifyInstance, 'authService'> }

/** The subject that a request acts for: the user's, or the one of everybody while sign-in is off. */
export function callerSubject({ identity, server }: Request): string | null {
  return server.authService.isEnabled ? (identity?.subject ?? null) : LOCAL_USER
}

/** Who is named in the ledger for what a request does: the signed-in person, nobody while sign-in is off. */
export function callerAuthor({ identity }: Pick<FastifyRequest, 'identity'>): Author {
  return identity === null ? NOBODY : { subject: identity.subject, name: identity.name ?? identity.email }
}

/** Whether somebody who was identified may read the inventory; everybody may while sign-in is off. */
export function mayRead(identity: FastifyRequest['identity'], { isEnabled }: FastifyInstance['authService']): boolean {
  return !isEnabled || (identity?.roles.includes('reader') ?? false)
}

/** Whether somebody who was identified is told of everybody's records; everybody is while sign-in is off. */
export function isAdmin(identity: FastifyRequest['identity'], { isEnabled }: FastifyInstance['authService']): boolean {
  return !isEnabled || (identity?.roles.includes('admin') ?? false)
}

/** Which tasks the sender of a request may see: everybody their own, admins all, and so does everybody without sign-in. */
export function taskViewer(request: Request): TaskViewer {
  const { identity, server } = request
  return { subject: callerSubject(request), seesAll: isAdmin(identity, server.authService) }
}
