import { queryOptions } from '@tanstack/react-query'
import { api, body } from '../client.ts'

/** What the service was started with; it stays until it ends. */
export const settingsQuery = queryOptions({
  queryKey: ['system', 'settings'],
  queryFn: () => body(api.GET('/api/settings')),
})
