import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PartSuggestionsSchema } from '../../../services/overviews/part-search/schemas.ts'
import { Parsed } from '../../../services/schema-types.ts'
import { refuseSuggestions } from '../../../services/stock/part-search/refusals.ts'
import { parseLimit, refuseNul } from './search-parameters.ts'

const LIMITS = { least: 1, most: 20, absent: 8 }

const PartSuggestionsQuery = Type.Object({
  q: Type.Optional(
    Type.String({ description: 'What has been typed so far; the last word may be unfinished', examples: ['2n39'] }),
  ),
  limit: Type.Optional(
    Parsed(
      Type.Integer({
        minimum: LIMITS.least,
        maximum: LIMITS.most,
        default: LIMITS.absent,
        description: 'Parts at most',
        examples: [8],
      }),
    ),
  ),
})

/** `GET /api/parts/suggestions`: what may be meant while it is being typed. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { partSuggestions } = app

  app.get(
    '/parts/suggestions',
    {
      config: { access: 'reader' },
      preValidation: async ({ query }) => refuseNul(query, refuseSuggestions),
      schema: {
        tags: ['Parts'],
        summary: 'Suggest parts and completions for a query that is being typed',
        querystring: PartSuggestionsQuery,
        response: { 200: PartSuggestionsSchema },
      },
    },
    async ({ query }) => partSuggestions.suggest(query.q ?? '', parseLimit(query.limit, LIMITS, refuseSuggestions)),
  )
}

export default routes
