import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, body, type Schemas } from '../client.ts'

export type Operation = Schemas['Operation']
export type UndoPreview = Schemas['UndoneOperation']

/** Which operations are read. */
export interface OperationFilter {
  part_key?: string
  box_no?: number
  actor?: string
  reason?: Operation['reason']
  /** ISO 8601. */
  since?: string
}

const PAGE = 100
const ROWS = 1000

/** What was done, newest first, page after page. */
export const operationsQuery = (filter: OperationFilter) =>
  infiniteQueryOptions({
    queryKey: ['operations', filter],
    queryFn: ({ pageParam, signal }) =>
      body(
        api.GET('/api/operations', {
          params: { query: { ...filter, limit: PAGE, ...(pageParam !== '' && { before: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.operation_id),
    placeholderData: keepPreviousData,
  })

/** One operation with its changes of stock. */
export const operationQuery = (id: string) =>
  queryOptions({
    queryKey: ['operations', 'one', id],
    queryFn: () =>
      body(
        api.GET('/api/operations/{operation_id}', {
          params: { path: { operation_id: id }, query: { limit: ROWS } },
        }),
      ),
    retry: false,
  })

/** First word of the keys of `undoPreviewQuery`. It is asked once: after the undo the service would refuse it. */
export const UNDO_PREVIEW = 'undo-preview'

/** What undoing an operation would do. Nothing is changed. */
export const undoPreviewQuery = (id: string) =>
  queryOptions({
    queryKey: [UNDO_PREVIEW, id],
    gcTime: 0,
    queryFn: async () => {
      const answer = await body(
        api.POST('/api/operations/{operation_id}/undo', {
          params: { path: { operation_id: id } },
          body: { dry_run: true },
        }),
      )
      if ('task_id' in answer) throw new Error('The service began to undo where it was only asked')
      return answer
    },
    retry: false,
  })
