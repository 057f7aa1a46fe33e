import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'

/** A request that makes no sense, because of the field `field`. The answer begins with the name of the field. */
export function refuseField(field: string, message: string): RequestValidationError {
  return new RequestValidationError([{ field, message }])
}

/** A request that makes no sense as a whole. */
export function refuseRequest(message: string): RequestValidationError {
  return new RequestValidationError([], message)
}
