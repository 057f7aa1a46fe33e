import type { FastifyRequest } from 'fastify'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'

/** A hook for routes where a query parameter that comes twice is a mistake. */
export async function refuseRepeated({ query }: FastifyRequest): Promise<void> {
  const parameters = Object.entries(query ?? {})
  const repeated = parameters.filter(([, value]) => Array.isArray(value))
  if (repeated.length === 0) return
  throw new RequestValidationError(repeated.map(([field]) => ({ field, message: 'must be given once' })))
}
