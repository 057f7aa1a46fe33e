import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { FACETS } from '../../../services/catalogue/search-rules/query/facet-filter.ts'
import {
  INCLUDE_PATTERN,
  INCLUDES,
  MAX_INCLUDE_LENGTH,
  MAX_INCLUDE_TOKENS,
} from '../../../services/overviews/part-list/part-list.ts'
import { PartSearchResultSchema } from '../../../services/overviews/part-search/schemas.ts'
import { Parsed } from '../../../services/schema-types.ts'
import { SORTS } from '../../../services/stock/part-search/part-search.ts'
import { countRefusedParameter, refuseSearch } from '../../../services/stock/part-search/refusals.ts'
import {
  MAX_FACETS_LENGTH,
  MAX_FACETS_TOKENS,
  parseFacets,
  parseLimit,
  parseSearchInclude,
  parseSort,
  type Refuse,
  refuseNul,
} from './search-parameters.ts'

const LIMITS = { least: 0, most: 100, absent: 20 }
const ONE_FACET = `\\s*(?:${FACETS.join('|')})?\\s*`

const PartSearchQuery = Type.Object({
  q: Type.Optional(
    Type.String({
      description:
        'What is searched for, up to 256 characters and 16 terms: keys, numbers, values, packages, words, places, filters. Blank for all parts, newest first',
      examples: ['4k7 0603', 'opamp dip8', 'type:led stock:>0', '"hex inverter" -dip'],
    }),
  ),
  limit: Type.Optional(
    Parsed(
      Type.Integer({
        minimum: LIMITS.least,
        maximum: LIMITS.most,
        default: LIMITS.absent,
        description: 'Hits on the page; 0 for none, but the total and the facets',
        examples: [20],
      }),
    ),
  ),
  cursor: Type.Optional(Type.String({ description: '`next_cursor` of an earlier answer to the same q and sort' })),
  sort: Type.Optional(
    Parsed(
      Type.String({
        enum: [...SORTS],
        default: 'relevance',
        description: 'The order of the hits; without free terms the newest come first',
        examples: ['newest'],
      }),
    ),
  ),
  facets: Type.Optional(
    Parsed(
      Type.String({
        maxLength: MAX_FACETS_LENGTH,
        pattern: `^${ONE_FACET}(?:,${ONE_FACET}){0,${MAX_FACETS_TOKENS - 1}}$`,
        description: `What the matches are counted by: up to ${MAX_FACETS_TOKENS} of ${FACETS.join(', ')}, separated by commas`,
        examples: ['type,package'],
      }),
    ),
  ),
  include: Type.Optional(
    Parsed(
      Type.String({
        maxLength: MAX_INCLUDE_LENGTH,
        pattern: INCLUDE_PATTERN,
        description: `What the parts carry besides: up to ${MAX_INCLUDE_TOKENS} of ${INCLUDES.join(', ')}, separated by commas`,
        examples: ['locations,cover'],
      }),
    ),
  ),
})

const refuse: Refuse = (field, message) => refuseSearch(field === 'q' ? 'query' : 'parameter', field, message)

/** `GET /api/parts/search`: one line of text finds parts. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { partSearchPage } = app

  app.get(
    '/parts/search',
    {
      config: { access: 'reader' },
      preValidation: async ({ query }) => refuseNul(query, refuse),
      // Refused before the handler: a parameter that is not known, or a text that is none.
      onError: async (_request, _reply, error) => {
        if (error instanceof RequestValidationError) countRefusedParameter()
      },
      schema: {
        tags: ['Parts'],
        summary: 'Search parts by text, best first',
        querystring: PartSearchQuery,
        response: { 200: PartSearchResultSchema },
      },
    },
    async ({ query }) => {
      const request = {
        q: query.q ?? '',
        limit: parseLimit(query.limit, LIMITS, refuse),
        sort: parseSort(query.sort, refuse),
        facets: parseFacets(query.facets, refuse),
        cursor: query.cursor ?? null,
      }
      return partSearchPage.read(request, parseSearchInclude(query.include, refuse))
    },
  )
}

export default routes
