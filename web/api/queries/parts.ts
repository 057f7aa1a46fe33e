import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, body, type Schemas } from '../client.ts'

export type Part = Schemas['Part']
export type SearchHit = Schemas['PartSearchHit']
export type SearchResult = Schemas['PartSearchResult']
export type Suggestions = Schemas['PartSuggestions']
export type Sort = 'relevance' | 'newest' | 'stock'

const PAGE = 100
const FACETS = 'stock,type,manufacturer,package,box,seller,tag,mounting_type'

/** The order of the hits: where none was chosen, that which fits the query. */
export function sortOf(q: string, sort: Sort | undefined): Sort {
  return sort ?? (q.trim() === '' ? 'newest' : 'relevance')
}

/** Hits of a query, page after page. */
export const searchQuery = (q: string, sort: Sort) =>
  infiniteQueryOptions({
    queryKey: ['parts', 'search', q, sort],
    queryFn: ({ pageParam, signal }) =>
      body(
        api.GET('/api/parts/search', {
          params: {
            query: { q, sort, limit: PAGE, include: 'locations', ...(pageParam !== '' && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  })

/** Counts of a query's hits by their properties; asked apart, so that the rows do not wait for them. */
export const facetsQuery = (q: string) =>
  queryOptions({
    queryKey: ['parts', 'facets', q],
    queryFn: ({ signal }) =>
      body(api.GET('/api/parts/search', { params: { query: { q, limit: 0, facets: FACETS } }, signal })),
    placeholderData: keepPreviousData,
  })

export const suggestionsQuery = (q: string) =>
  queryOptions({
    queryKey: ['parts', 'suggestions', q],
    queryFn: ({ signal }) => body(api.GET('/api/parts/suggestions', { params: { query: { q, limit: 6 } }, signal })),
    placeholderData: keepPreviousData,
    enabled: q.trim() !== '',
    retry: false,
  })

export const partQuery = (key: string) =>
  queryOptions({
    queryKey: ['part', key],
    queryFn: () => body(api.GET('/api/parts/{part_key}', { params: { path: { part_key: key } } })),
  })

export const partPlacesQuery = (key: string) =>
  queryOptions({
    queryKey: ['part', key, 'places'],
    queryFn: () => body(api.GET('/api/parts/{part_key}/locations', { params: { path: { part_key: key } } })),
  })

export const partHistoryQuery = (key: string) =>
  queryOptions({
    queryKey: ['part', key, 'history'],
    queryFn: () => body(api.GET('/api/parts/{part_key}/history', { params: { path: { part_key: key } } })),
  })

export const partKitsQuery = (key: string) =>
  queryOptions({
    queryKey: ['part', key, 'kits'],
    queryFn: () => body(api.GET('/api/parts/{part_key}/kits', { params: { path: { part_key: key } } })),
  })

export const partListsQuery = (key: string) =>
  queryOptions({
    queryKey: ['part', key, 'lists'],
    queryFn: () =>
      body(api.GET('/api/parts/{part_key}/shopping-list-memberships', { params: { path: { part_key: key } } })),
  })

const RECEIPTS = 5

/** What came of a part, the latest of it. */
export const partReceiptsQuery = (key: string) =>
  queryOptions({
    queryKey: ['part', key, 'receipts'],
    queryFn: () =>
      body(
        api.GET('/api/parts/{part_key}/receipts', { params: { path: { part_key: key }, query: { limit: RECEIPTS } } }),
      ),
  })

/** Codes by which a part is known that are no numbers of sellers or makers. */
export const partCodesQuery = (key: string) =>
  queryOptions({
    queryKey: ['part', key, 'codes'],
    queryFn: () => body(api.GET('/api/parts/{part_key}/codes', { params: { path: { part_key: key } } })),
  })

export const partDuplicatesQuery = (key: string) =>
  queryOptions({
    queryKey: ['part', key, 'duplicates'],
    queryFn: () => body(api.GET('/api/parts/{part_key}/duplicates', { params: { path: { part_key: key } } })),
    staleTime: 300_000,
    retry: false,
  })

export const documentsQuery = (setId: number) =>
  queryOptions({
    queryKey: ['part', 'documents', setId],
    queryFn: () => body(api.GET('/api/attachment-sets/{set_id}', { params: { path: { set_id: setId } } })),
  })

export const typesQuery = queryOptions({
  queryKey: ['types'],
  queryFn: () => body(api.GET('/api/types', { params: { query: { include_stats: 'true' } } })),
  staleTime: 300_000,
})
