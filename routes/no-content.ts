import { Type } from 'typebox'

/** The empty body of a 204 answer. */
export const NoContent = Type.Null({ description: 'No content' })
