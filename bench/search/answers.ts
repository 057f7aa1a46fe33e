import { Ajv } from 'ajv'
import ajvFormats from 'ajv-formats'
import { PartSearchResultSchema, PartSuggestionsSchema } from '../../services/overviews/part-search/schemas.ts'

const ajv = new Ajv({ strict: false })
ajvFormats.default(ajv)

/** The routes of the search, each with what says whether an answer of it has the declared shape. */
export const SEARCH_ROUTES = [
  { url: '/api/parts/search', fits: ajv.compile(PartSearchResultSchema) },
  { url: '/api/parts/suggestions', fits: ajv.compile(PartSuggestionsSchema) },
] as const
