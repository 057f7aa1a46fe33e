import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RequestValidationError } from '../errors/validation-error.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Query parameters that the schema does not name pass; for routes whose address others make. */
    takesAnyQuery?: boolean
  }
}

function namesOf(querystring: unknown): string[] {
  if (typeof querystring !== 'object' || querystring === null) return []
  const properties = 'properties' in querystring ? querystring.properties : undefined
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : []
}

function hintFor(known: readonly string[]): string {
  return known.length === 0 ? 'this address takes none' : `known are ${known.join(', ')}`
}

/**
 * Refuses query parameters that a route does not know, for routes that need a role: a filter that is misspelt would
 * answer with everything. Open routes take any: browsers, providers and scrapers add what they like.
 */
export function refuseUnknownParameters(app: FastifyInstance): void {
  app.addHook('preValidation', (request, _reply, done) => {
    const sent = Object.keys(request.query ?? {})
    done(sent.length === 0 ? undefined : problemOf(sent, request.routeOptions))
  })
}

/** @param sent names of the parameters of a request. */
function problemOf(
  sent: readonly string[],
  { schema, config }: FastifyRequest['routeOptions'],
): RequestValidationError | undefined {
  if (config.access === undefined || config.access === 'public' || config.takesAnyQuery === true) return
  const known = namesOf(schema?.querystring)
  const unknown = sent.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  return new RequestValidationError(
    unknown.map((field) => ({ field, message: `is not a known query parameter; ${hintFor(known)}` })),
  )
}
