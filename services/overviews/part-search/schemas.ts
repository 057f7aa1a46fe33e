import { Type } from 'typebox'
import { QUERY_KINDS } from '../../catalogue/search-rules/matching/interpretation.ts'
import { STRENGTHS } from '../../catalogue/search-rules/readings/answer-types.ts'
import { Nullable, OneOf } from '../../schema-types.ts'
import { StockSlotSchema } from '../../stock/inventory/schemas.ts'
import { PartListItemSchema } from '../part-list/schemas.ts'

const READING_KINDS = [
  'key',
  'number',
  'value',
  'package',
  'pins',
  'location',
  'word',
  'phrase',
  'maker',
  'family',
  'typo',
] as const
const MATCH_KINDS = [...READING_KINDS, 'number_start', 'number_part', 'word_start', 'synonym'] as const
const start = Type.Integer({ description: 'First UTF-16 unit of q' })
const end = Type.Integer({ description: 'UTF-16 unit of q behind the last one' })

const MatchSchema = Type.Object(
  {
    term: Type.Integer({ description: 'Place in `interpreted.terms`' }),
    kind: OneOf(MATCH_KINDS),
    field: Type.String({ description: 'Property that holds the text, such as `manufacturer_code` or `tags.2`' }),
    ranges: Type.Array(Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 }), {
      description: 'Where in the text, in UTF-16 units, end exclusive',
    }),
  },
  { title: 'PartSearchMatch' },
)

const ReadingSchema = Type.Object(
  {
    kind: OneOf(READING_KINDS),
    quantity: Type.Optional(Type.String()),
    value: Type.Optional(Type.Number({ description: 'In the unit without prefix' })),
    low: Type.Optional(Nullable(Type.Number())),
    high: Type.Optional(Nullable(Type.Number())),
    unit: Type.Optional(Type.String()),
    text: Type.Optional(Type.String({ description: 'As people write it' })),
    words: Type.Optional(Type.Array(Type.String())),
  },
  { title: 'PartSearchReading' },
)

const InterpretationSchema = Type.Object(
  {
    kind: OneOf(QUERY_KINDS),
    terms: Type.Array(
      Type.Object(
        {
          text: Type.String(),
          start,
          end,
          excluded: Type.Boolean(),
          readings: Type.Array(ReadingSchema),
          fallback: Nullable(ReadingSchema),
        },
        { title: 'PartSearchTerm' },
      ),
    ),
    filters: Type.Array(
      Type.Object(
        {
          field: Type.String(),
          operator: OneOf(['=', '~', '>', '>=', '<', '<=', '..']),
          values: Type.Array(Type.String()),
          excluded: Type.Boolean(),
          start,
          end,
        },
        { title: 'PartSearchFilter' },
      ),
    ),
    notes: Type.Array(
      Type.Object(
        {
          code: OneOf(['unknown_filter', 'unfinished_filter', 'scanned_code', 'index_incomplete']),
          text: Type.String(),
        },
        { title: 'PartSearchNote' },
      ),
    ),
  },
  { title: 'PartSearchInterpretation' },
)

const FacetSchema = Type.Object(
  {
    values: Type.Array(
      Type.Object({
        value: Type.String(),
        count: Type.Integer(),
        filter: Type.String({ description: 'What to append to q to get just these' }),
      }),
    ),
    other: Type.Integer({ description: 'Matches that have other values' }),
    exact: Type.Boolean(),
  },
  { title: 'PartSearchFacet' },
)

export const PartSearchResultSchema = Type.Object(
  {
    q: Type.String(),
    interpreted: InterpretationSchema,
    total: Type.Object({ value: Type.Integer({ maximum: 1000 }), exact: Type.Boolean() }),
    items: Type.Array(
      Type.Object(
        {
          part: PartListItemSchema,
          type_name: Nullable(Type.String()),
          strength: Nullable(OneOf(STRENGTHS)),
          matched: Type.Array(MatchSchema),
        },
        { title: 'PartSearchHit' },
      ),
    ),
    next_cursor: Nullable(Type.String()),
    facets: Nullable(Type.Record(Type.String(), FacetSchema)),
    alternatives: Type.Array(
      Type.Object(
        {
          without: Type.String({ description: 'What is left out' }),
          q: Type.String({ description: 'Ready to be sent' }),
          total: Type.Integer(),
        },
        { title: 'PartSearchAlternative' },
      ),
    ),
  },
  { title: 'PartSearchResult' },
)
export type PartSearchResult = Type.Static<typeof PartSearchResultSchema>

export const PartSuggestionsSchema = Type.Object(
  {
    q: Type.String(),
    parts: Type.Array(
      Type.Object(
        {
          key: Type.String(),
          manufacturer_code: Nullable(Type.String()),
          description: Type.String({
            description:
              'Up to 300 UTF-16 units; of a longer one the piece around the first match, with an ellipsis where it is cut',
          }),
          type_name: Nullable(Type.String()),
          package: Nullable(Type.String()),
          total_quantity: Type.Integer(),
          locations: Type.Array(StockSlotSchema),
          cover_url: Nullable(Type.String()),
          matched: Type.Array(MatchSchema),
        },
        { title: 'SuggestedPart' },
      ),
    ),
    completions: Type.Array(
      Type.Object(
        {
          kind: OneOf(['type', 'maker', 'package', 'tag', 'series', 'seller', 'filter']),
          text: Type.String({ description: 'What may stand in the place of `q[start, end)`' }),
          start,
          end,
        },
        { title: 'Completion' },
      ),
    ),
  },
  { title: 'PartSuggestions' },
)
