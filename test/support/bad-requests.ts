import type { FastifyInstance, InjectOptions } from 'fastify'

/** A request that has to be refused. */
export interface BadRequest {
  what: string
  request: InjectOptions
  /** Expected `error` of the 400 answer. */
  error: string
}

/** How many characters a text field may hold. */
interface TextField {
  name: string
  max: number
}

/**
 * What is wrong with every JSON endpoint in the same way: no JSON, another content type, and for each text field a
 * value that is missing, empty, too long, of another type or not storable.
 *
 * @param target method and URL of the endpoint.
 * @param good a body that the endpoint accepts.
 */
export function badTextBodies(
  target: { method: 'POST' | 'PUT'; url: string },
  good: Record<string, unknown>,
  fields: readonly TextField[],
): BadRequest[] {
  const json = { 'content-type': 'application/json' }
  const broken: BadRequest[] = [
    { what: 'malformed JSON', request: { ...target, headers: json, payload: '{"a":' }, error: 'Invalid JSON' },
    {
      what: 'another content type',
      request: { ...target, headers: { 'content-type': 'text/plain' }, payload: JSON.stringify(good) },
      error: 'Invalid JSON',
    },
  ]
  const withField = (name: string, value: unknown, complaint: string): BadRequest => ({
    what: `${name} ${complaint}`,
    request: { ...target, payload: { ...good, [name]: value } },
    error: `${name} ${complaint}`,
  })
  const wrong = fields.flatMap(({ name, max }) => [
    withField(name, '', 'must not be empty'),
    withField(name, 'x'.repeat(max + 1), `must have at most ${max} characters`),
    withField(name, 5, 'must be a string'),
    withField(name, ['x'], 'must be a string'),
    withField(name, 'a\0b', 'must not contain the character U+0000'),
    { ...withField(name, '   ', 'is blank'), error: 'Missing required field' },
  ])
  return [...broken, ...wrong]
}

/** Endpoints whose fields are required also refuse bodies without them. */
export function missingFields(
  target: { method: 'POST' | 'PUT'; url: string },
  good: Record<string, unknown>,
): BadRequest[] {
  const [first = ''] = Object.keys(good)
  const empty = [{}, null, [], '', 0, false].map((body) => ({
    what: `a body of ${JSON.stringify(body)}`,
    request: { ...target, headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) },
    error: `${first} is required`,
  }))
  const without = Object.keys(good).map((name) => {
    const { [name]: _, ...rest } = good
    return { what: `a body without ${name}`, request: { ...target, payload: rest }, error: `${name} is required` }
  })
  return [{ what: 'no body', request: target, error: `${first} is required` }, ...empty, ...without]
}

/** Sends each of them. @returns those that were not answered with 400 and the expected text, with the answer. */
export async function findAccepted(app: FastifyInstance, requests: readonly BadRequest[]): Promise<unknown[]> {
  const surprises = []
  for (const { what, request, error } of requests) {
    const response = await app.inject(request)
    const body = response.json()
    const refused = response.statusCode === 400 && body.error === error && typeof body.details.message === 'string'
    if (!refused) surprises.push({ what, expected: error, status: response.statusCode, body })
  }
  return surprises
}
