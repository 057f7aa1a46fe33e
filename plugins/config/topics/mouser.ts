import { Type } from 'typebox'

export const mouser = Type.Object(
  {
    MOUSER_SEARCH_API_KEY: Type.String({
      default: '',
      description: 'Key of the search API of the distributor Mouser. Empty: nothing is looked up there.',
    }),
    MOUSER_BASE_URL: Type.String({
      pattern: '^https?://[^/?#]+[^?#]*$',
      default: 'https://api.mouser.com/api/v1',
      description: 'Base URL of the search API.',
    }),
    MOUSER_REQUESTS_PER_MINUTE: Type.Integer({
      minimum: 1,
      maximum: 1000,
      default: 30,
      description: 'Requests that all instances together may send to Mouser within 60 seconds.',
    }),
    MOUSER_REQUESTS_PER_DAY: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      default: 1000,
      description: 'Requests that all instances together may send to Mouser in one UTC day.',
    }),
  },
  { title: 'Distributor search' },
)
