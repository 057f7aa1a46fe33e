import type { FastifyInstance } from 'fastify'
import { DomainError } from '../../plugins/errors/domain-error.ts'

/** Has the routes of this instance answer 400 before anything else, unless the service runs for tests. */
export function testingOnly(app: FastifyInstance): void {
  const { isTesting } = app.config
  app.addHook('onRequest', (_request, _reply, done) => {
    if (isTesting) done()
    else done(notAvailable())
  })
}

function notAvailable(): DomainError {
  return new DomainError(
    400,
    'ROUTE_NOT_AVAILABLE',
    'This endpoint is only available when the server is running in testing mode',
    'Start the service with APP_ENV=testing',
  )
}
