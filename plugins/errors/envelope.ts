import { Type } from 'typebox'

/** The body of every error answer. */
export const ErrorResponse = Type.Object(
  {
    error: Type.String({ description: 'What went wrong, for people' }),
    details: Type.Object({
      message: Type.String({ description: 'A short general hint' }),
      field: Type.Optional(Type.Union([Type.String(), Type.Null()], { description: 'The first wrong field' })),
      errors: Type.Optional(
        Type.Array(Type.Object({ field: Type.String(), message: Type.String() }), {
          description: 'Everything that is wrong with the request',
        }),
      ),
    }),
    code: Type.Optional(Type.String({ description: 'Stable name of the kind of error' })),
    correlationId: Type.String({ description: 'Names the request in the log; also in the X-Request-ID header' }),
  },
  { title: 'ErrorResponse', additionalProperties: true },
)

export type ErrorBody = Type.Static<typeof ErrorResponse>
