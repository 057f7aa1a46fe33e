/** Statuses of refusals that may not be refusals the next time. */
const PASSING = new Set([401, 403, 408, 429, 499])

/** Whether an answer with this status is kept: a failure of ours is not, and a refusal only if it would come again. */
export function isKept(statusCode: number): boolean {
  return statusCode >= 200 && statusCode < 500 && !PASSING.has(statusCode)
}

/** An answer as it is sent. */
export interface Answer {
  statusCode: number
  /** Those that belong to the answer; not those that every answer gets. */
  headers: Record<string, string>
  body: string | null
}

/** The answer to the first request with a key, as it is kept. */
export interface KeptAnswer extends Answer {
  /** Of the request. */
  fingerprint: Buffer
  /** SHA-256 of a body that is too large to be kept, nothing but zeros for a secret; null when the body is kept. */
  bodyHash: Buffer | null
  /** What such a body can be read again by. */
  reference: string | null
}

/** How a body that is too large to be kept is read again. */
export interface ReadAgain {
  /** Names of the fields, from the outside in, that lead to the reference in the body; or what finds it there. */
  by: readonly string[] | ((body: unknown) => string | null)
  /** What the body shows of the record now. @throws DomainError 404 when it is gone. */
  read(reference: string): Promise<unknown>
}

/** Finds the reference in a body. */
export function referenceIn(body: string, { by }: ReadAgain): string | null {
  let value: unknown = JSON.parse(body)
  if (typeof by === 'function') return by(value)
  for (const name of by) {
    if (typeof value !== 'object' || value === null) return null
    value = Reflect.get(value, name)
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}
