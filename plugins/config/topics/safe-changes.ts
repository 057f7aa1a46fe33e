import { Type } from 'typebox'

export const safeChanges = Type.Object(
  {
    IDEMPOTENCY_KEY_HOURS: Type.Integer({
      minimum: 1,
      maximum: 8760,
      default: 24,
      description: 'Hours for which the answer to a request with an Idempotency-Key is kept, to be given again.',
    }),
  },
  { title: 'Safe changes' },
)
