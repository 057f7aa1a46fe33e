interface Envelope {
  error?: string
  code?: string
  details?: {
    message?: string
    field?: string | null
    errors?: { field: string; message: string }[]
    reasons?: string[]
    deleted_at?: string
    merged_into?: string
  }
}

function isEnvelope(value: unknown): value is Envelope {
  return typeof value === 'object' && value !== null
}

/** What the service adds to some of its sentences for programs, and what tells a person nothing more. */
const SAYS_NOTHING_MORE: readonly string[] = [
  'The requested record could not be found',
  'A record with these values exists already',
  'The requested quantity is not available',
  'The operation is not possible in the current state',
]

/** A refusal of the service, in its own words. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string | null
  /** What to do about it; null when the service says nothing more. */
  readonly hint: string | null
  /** Messages by the field that each one is about. */
  readonly fields: Readonly<Record<string, string>>
  /** What a person has to confirm, a sentence each. */
  readonly reasons: readonly string[]

  /** Of a part that was deleted: the key of the part that it was merged into, or null. Undefined for anything else. */
  readonly mergedInto: string | null | undefined

  constructor(response: Response, answer: unknown) {
    const { error, code, details } = isEnvelope(answer) ? answer : {}
    super(error ?? `The service answered ${response.status}`)
    this.status = response.status
    this.code = code ?? null
    const hint = details?.message ?? null
    this.hint = hint === null || hint === this.message || SAYS_NOTHING_MORE.includes(hint) ? null : hint
    const named = details?.errors ?? (details?.field ? [{ field: details.field, message: details.message ?? '' }] : [])
    this.mergedInto = details?.deleted_at === undefined ? undefined : (details.merged_into ?? null)
    this.reasons = details?.reasons ?? []
    this.fields = Object.fromEntries(named.map(({ field, message }) => [field, message]))
  }
}

/** The service did not answer at all. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server does not answer', { cause })
  }
}

/** What a person is told about a failure. Of a part that was deleted: when that was. */
export function sentence(error: unknown): string {
  if (error instanceof ApiError && error.mergedInto !== undefined) return error.hint ?? error.message
  return error instanceof Error ? error.message : 'That did not work'
}

/** Whether an address names nothing: it was deleted, or never there. */
export function namesNothing(error: unknown): error is ApiError {
  return error instanceof ApiError && (error.status === 404 || error.status === 400)
}
