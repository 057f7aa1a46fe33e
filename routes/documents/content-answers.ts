import { Type } from 'typebox'
import { ErrorResponse } from '../../plugins/errors/envelope.ts'
import { bytes } from '../upload-form.ts'

/** The answers of a route that sends a stored or downloaded content, whole or a range of it. */
export function contentAnswers(description: string, type: string) {
  return {
    200: bytes(description, type),
    206: bytes('The range that was asked for', type),
    304: Type.Null({ description: 'The copy of the client is current' }),
    415: ErrorResponse,
    416: ErrorResponse,
  }
}
