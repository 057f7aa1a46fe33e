import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'

/** The title without white space around it. @throws RequestValidationError when nothing is left of it. */
export function requireTitle(title: string): string {
  const trimmed = title.trim()
  if (trimmed === '') throw new RequestValidationError([{ field: 'title', message: 'must not be empty' }])
  return trimmed
}
