/** A refusal that the caller can understand and act on. `message` is shown to users as it is. */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly statusCode: number
  readonly code: string
  /** A short general hint, `details.message` of the answer. */
  readonly hint: string
  /** What a program can go on with; stands in `details` of the answer beside the hint. */
  readonly facts: Readonly<Record<string, unknown>>
  /** When to try again, for a refusal that passes. */
  readonly retryAfterSeconds: number | undefined
  /** The tag of the record as it is now, for a refusal because it has changed. */
  readonly entityTag: string | undefined
  /** Whether the same request may succeed later though nothing is mended, as after a failure of the network. */
  readonly passes: boolean

  constructor(
    statusCode: number,
    code: string,
    message: string,
    hint: string,
    facts: Readonly<Record<string, unknown>> = {},
    {
      retryAfterSeconds,
      entityTag,
      passes = false,
    }: { retryAfterSeconds?: number; entityTag?: string; passes?: boolean } = {},
  ) {
    super(message)
    this.facts = facts
    this.retryAfterSeconds = retryAfterSeconds
    this.entityTag = entityTag
    this.passes = passes
    this.statusCode = statusCode
    this.code = code
    this.hint = hint
  }
}

/** 404: `recordNotFound('Box', 7)` says "Box 7 was not found". */
export function recordNotFound(resource: string, id: string | number): DomainError {
  return new DomainError(
    404,
    'RECORD_NOT_FOUND',
    `${resource} ${id} was not found`,
    'The requested record could not be found',
  )
}

/** 409: `resourceConflict('seller', 'Mouser')` says "A seller with Mouser already exists". */
export function resourceConflict(resource: string, identifier: string): DomainError {
  return new DomainError(
    409,
    'RESOURCE_CONFLICT',
    `A ${resource.toLowerCase()} with ${identifier} already exists`,
    'A record with these values exists already',
  )
}

/** 409: fewer pieces than requested, at `location` ("3-14") or in all. */
export function insufficientQuantity(requested: number, available: number, location?: string): DomainError {
  const place = location === undefined ? '' : ` at ${location}`
  return new DomainError(
    409,
    'INSUFFICIENT_QUANTITY',
    `Not enough parts available${place} (requested ${requested}, have ${available})`,
    'The requested quantity is not available',
  )
}

/**
 * 409: `invalidOperation('delete box 7', 'it contains parts')` says "Cannot delete box 7 because it contains parts".
 *
 * @param passes whether the cause may be gone the next time, as with a failure of the network.
 * @param retryAfterSeconds when to try again, where it will be gone.
 * @param facts what a program can go on with.
 */
export function invalidOperation(
  operation: string,
  cause: string,
  {
    passes = false,
    facts = {},
    retryAfterSeconds,
  }: { passes?: boolean; facts?: Readonly<Record<string, unknown>>; retryAfterSeconds?: number } = {},
): DomainError {
  return new DomainError(
    409,
    'INVALID_OPERATION',
    `Cannot ${operation} because ${cause}`,
    'The operation is not possible in the current state',
    facts,
    { passes, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) },
  )
}

/** 409: something else depends on the record. Clients know this one code for every kind of resource. */
export function resourceInUse(resource: string, id: string | number, cause: string): DomainError {
  return new DomainError(
    409,
    'TYPE_IN_USE',
    `Cannot delete ${resource} ${id} because ${cause}`,
    'Other records depend on this one',
  )
}

/** 400: the request is well formed but makes no sense; `message` says what to mend. */
export function invalidRequest(message: string, facts: Readonly<Record<string, unknown>> = {}): DomainError {
  return new DomainError(400, 'VALIDATION_FAILED', message, 'The request is not valid', facts)
}
