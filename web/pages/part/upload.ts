import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { api, body, once, type Schemas } from '../../api/client.ts'

/** Uploads a file to a set of documents, titled by its name. */
export function addFile(setId: number, file: File): Promise<Schemas['Attachment']> {
  const form = new FormData()
  form.set('title', file.name.replace(/\.\w+$/, ''))
  form.set('file', file)
  return body(
    api.POST('/api/attachment-sets/{set_id}/attachments', {
      params: { path: { set_id: setId }, header: once() },
      body: { title: file.name, file: '' },
      bodySerializer: () => form,
    }),
  )
}

/** What an address holds: the title of the page there, and its picture. */
export const previewQuery = (url: string) =>
  queryOptions({
    queryKey: ['address', url],
    queryFn: () => body(api.POST('/api/parts/attachment-preview', { body: { url } })),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

/** Adds what an address holds, titled as the page there says. */
export async function addUrl(queries: QueryClient, setId: number, url: string): Promise<Schemas['Attachment']> {
  const preview = await queries.ensureQueryData(previewQuery(url)).catch(() => null)
  return body(
    api.POST('/api/attachment-sets/{set_id}/attachments', {
      params: { path: { set_id: setId }, header: once() },
      body: { title: preview?.title || (URL.parse(url)?.hostname ?? url), url },
    }),
  )
}
