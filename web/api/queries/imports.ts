import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, body, type Schemas } from '../client.ts'

export type Import = Schemas['Import']
export type ImportSummary = Schemas['ImportSummary']
export type ImportRow = Schemas['ImportRow']
export type ImportColumn = Schemas['ImportColumn']
export type ImportEffect = Schemas['ImportEffect']
export type ImportKind = Schemas['ImportKind']
export type ImportChange = Schemas['ImportChange']
export type ImportMapping = Schemas['ImportMapping']
export type KindName = ImportKind['kind']
export type FieldName = ImportKind['fields'][number]['field']
export type RowFilter = NonNullable<Schemas['ImportRowsChange']['show']>

const IMPORTS_PAGE = 50
const ROWS_PAGE = 200
/** How soon a page asks again that hears nothing through the event stream. */
const AGAIN_MS = 3000

/** Whether the service is working on an import, so that it soon looks otherwise. */
export function isBusy({ status }: Pick<Import, 'status'>): boolean {
  return status === 'reading' || status === 'committing' || status === 'undoing'
}

/** Imports, the newest first, page after page. */
export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports', 'list'],
  queryFn: ({ pageParam }) =>
    body(api.GET('/api/imports', { params: { query: { limit: IMPORTS_PAGE, offset: pageParam } } })),
  initialPageParam: 0,
  getNextPageParam: (page, pages) => (page.length < IMPORTS_PAGE ? undefined : pages.length * IMPORTS_PAGE),
  refetchInterval: ({ state }) => (state.data?.pages.flat().some(isBusy) ? AGAIN_MS : false),
})

/** How many imports wait for somebody. */
export const waitingImportsQuery = queryOptions({
  queryKey: ['imports', 'waiting'],
  queryFn: () => body(api.GET('/api/imports', { params: { query: { status: 'proposed', limit: 100 } } })),
  select: (imports: ImportSummary[]) => imports.length,
  staleTime: 60_000,
})

export const importQuery = (id: number) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: () => body(api.GET('/api/imports/{import_id}', { params: { path: { import_id: id } } })),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isBusy(data) ? AGAIN_MS : false),
  })

/** Rows of an import, page after page. */
export const importRowsQuery = (id: number, show: RowFilter) =>
  infiniteQueryOptions({
    queryKey: ['imports', id, 'rows', show],
    queryFn: ({ pageParam, signal }) =>
      body(
        api.GET('/api/imports/{import_id}/rows', {
          params: { path: { import_id: id }, query: { show, limit: ROWS_PAGE, after: pageParam } },
          signal,
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.length < ROWS_PAGE ? undefined : page.at(-1)?.row_no),
  })

/** What a file can be a list of, with the fields that its columns can have. */
export const importKindsQuery = queryOptions({
  queryKey: ['import-kinds'],
  queryFn: () => body(api.GET('/api/import-kinds')),
  staleTime: Number.POSITIVE_INFINITY,
})

export const importMappingsQuery = queryOptions({
  queryKey: ['import-mappings'],
  queryFn: () => body(api.GET('/api/import-mappings')),
})
