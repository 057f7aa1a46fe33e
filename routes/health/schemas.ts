import { Type } from 'typebox'

/** The answer of every health endpoint; a check adds its result under its name. */
export const healthResponse = Type.Object(
  { status: Type.String(), ready: Type.Boolean() },
  { title: 'Health', additionalProperties: true },
)
