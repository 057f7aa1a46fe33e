import createClient from 'openapi-fetch'
import { ApiError, Unreachable } from './errors.ts'
import type { components, paths } from './generated/service.ts'
import { newKey } from './new-key.ts'

export type Schemas = components['schemas']

/** Path of the pages' root, with a slash at its end; a reverse proxy may serve them below a prefix. */
export const BASE_PATH = new URL(document.baseURI).pathname.replace(/[^/]*$/, '')

/** An address of the service, below the prefix that the pages have. */
export function serviceUrl(path: string): string {
  return BASE_PATH + path.replace(/^\//, '')
}

const AGAIN_MS = 2000
/** A change waits so long for the connection to come back. */
const LONGEST_WAIT_MS = 600_000
const KEY_HEADER = 'Idempotency-Key'

async function reachOnce(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (cause) {
    throw new Unreachable(cause)
  }
}

/**
 * Sends a request. A change with a key is sent again until the service answers: it may have arrived though its answer has
 * not, and a person who pressed the button again would do it twice.
 */
async function reach(request: Request): Promise<Response> {
  if (!request.headers.has(KEY_HEADER)) return reachOnce(request)
  const end = performance.now() + LONGEST_WAIT_MS
  while (true) {
    try {
      return await reachOnce(request.clone())
    } catch (error) {
      if (request.signal.aborted || performance.now() > end) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}

/** Options of calls that are repeated by who makes them, and that show that they wait. */
export const sentOnce = { fetch: reachOnce }

/** The documented API; types come from its OpenAPI document. */
export const api = createClient<paths>({ baseUrl: BASE_PATH.replace(/\/$/, ''), fetch: reach })

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/**
 * The body of an answer.
 *
 * @throws ApiError when the service refused; Unreachable when it did not answer.
 */
export async function body<T>(call: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await call
  if (!response.ok || data === undefined || data === null) throw new ApiError(response, error)
  return data
}

/** Waits for a change whose body does not matter. @returns the id by which it can be undone, if any. @throws as `body`. */
export async function done(call: Promise<Answer<unknown>>): Promise<string | null> {
  const { error, response } = await call
  if (!response.ok) throw new ApiError(response, error)
  return response.headers.get('operation-id')
}

/** The headers of one change: repeated with the same key, it has its effect once. */
export function once(key: string = newKey()): { 'Idempotency-Key': string } {
  return { [KEY_HEADER]: key }
}
