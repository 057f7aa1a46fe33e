import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, body, type Schemas } from '../client.ts'
import { ApiError } from '../errors.ts'

export type LabelTemplate = Schemas['LabelTemplate']
export type QueuedLabel = Schemas['QueuedLabel']
export type LabelItem = Schemas['LabelItem']
export type LabelKind = Schemas['LabelKind']
/** A label that was not added, with the reason. */
export type LeftOutLabel = Schemas['LeftOutLabel']

/** What a page of labels is drawn from. */
interface PageOfLabels {
  items: LabelItem[]
  template: string
  start_at: number
  page: number
}

export const labelTemplatesQuery = queryOptions({
  queryKey: ['label-templates'],
  queryFn: () => body(api.GET('/api/labels/templates')),
  staleTime: Number.POSITIVE_INFINITY,
})

/** The labels that the person has collected. */
export const labelQueueQuery = queryOptions({
  queryKey: ['labels', 'queue'],
  queryFn: () => body(api.GET('/api/label-queue')),
})

/** Draws labels. @throws ApiError when the service refuses. */
export async function drawLabels(request: Schemas['LabelRequest'], signal?: AbortSignal) {
  const answer = await api.POST('/api/labels', { body: request, parseAs: 'blob', ...(signal && { signal }) })
  // The document has bytes as texts.
  const file: unknown = answer.data
  if (!answer.response.ok || !(file instanceof Blob)) throw new ApiError(answer.response, answer.error)
  return { file, pages: Number(answer.response.headers.get('total-pages')) }
}

/** A page of labels as a picture, and how many pages there are. */
export const labelPageQuery = (page: PageOfLabels) =>
  queryOptions({
    queryKey: ['labels', 'page', page],
    queryFn: async ({ signal }) => {
      const { file, pages } = await drawLabels({ ...page, format: 'svg' }, signal)
      return { picture: file, pages, template: page.template }
    },
    enabled: page.items.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  })
