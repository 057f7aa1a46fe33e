import { Type } from 'typebox'

export const diagnostics = Type.Object(
  {
    DIAGNOSTICS_ENABLED: Type.Boolean({
      default: false,
      description: 'Measure single statements. Requests are measured always.',
    }),
    DIAGNOSTICS_SLOW_QUERY_THRESHOLD_MS: Type.Integer({
      minimum: 1,
      default: 100,
      description: 'A statement that takes this many milliseconds or more is slow.',
    }),
    DIAGNOSTICS_SLOW_REQUEST_THRESHOLD_MS: Type.Integer({
      minimum: 1,
      default: 500,
      description: 'A request that takes this many milliseconds or more is slow.',
    }),
    DIAGNOSTICS_LOG_ALL_QUERIES: Type.Boolean({ default: false, description: 'Log every statement at DEBUG.' }),
  },
  { title: 'Diagnostics' },
)
