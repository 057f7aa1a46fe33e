import { RequestValidationError } from '../plugins/errors/validation-error.ts'

/** @throws RequestValidationError for a name without a visible character. */
export function requireName(name: string): string {
  if (name.trim() === '') throw new RequestValidationError([{ field: 'name', message: 'must not be blank' }])
  return name
}
