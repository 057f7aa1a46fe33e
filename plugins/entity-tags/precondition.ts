import { DomainError } from '../errors/domain-error.ts'
import { RequestValidationError } from '../errors/validation-error.ts'
import { type Versioned, versionOfTag } from './entity-tag.ts'
import { parseTags } from './tag-list.ts'

/** A record has another version than those that a change requires. Whoever knows its tag answers with 412. */
export class StaleVersionError extends Error {
  override readonly name = 'StaleVersionError'
}

/** The versions of a record that a change was based on: other ones must not be overwritten. */
export class Precondition {
  readonly #versions: ReadonlySet<number>

  constructor(versions: Iterable<number>) {
    this.#versions = new Set(versions)
  }

  /**
   * Call it with the record locked, so that its version stays what it is.
   *
   * @throws StaleVersionError when the record has another version.
   */
  demand({ version }: Versioned): void {
    if (!this.#versions.has(version)) throw new StaleVersionError('The record has another version')
  }
}

/**
 * What the header `If-Match` requires. A weak tag matches nothing (RFC 9110, 13.1.1), and neither does one that this
 * service has not given.
 *
 * @returns null when any version will do: without the header, and for `*`.
 * @throws RequestValidationError for a text that is not a list of tags.
 */
export function ifMatch(header: string | undefined): Precondition | null {
  if (header === undefined) return null
  const tags = parseTags(header)
  if (tags === 'any') return null
  if (tags === null) {
    throw new RequestValidationError([
      { field: 'If-Match', message: 'must be * or entity tags in quotes, separated by commas' },
    ])
  }
  return new Precondition(tags.map(versionOfTag).filter((version) => version !== null))
}

/** 412: the record has changed since the caller has read it. @param tag its current one. */
export function preconditionFailed(tag: string): DomainError {
  return new DomainError(
    412,
    'PRECONDITION_FAILED',
    'The record has changed since it was read',
    'Read it again, and send the change with the tag of what you have read',
    { etag: tag },
    { entityTag: tag },
  )
}
