import { queryOptions } from '@tanstack/react-query'
import { api, body, type Schemas } from '../client.ts'

export type System = Schemas['System']

const EVERY_MS = 30_000

/** What the service was started with; it stays until it ends. */
export const settingsQuery = queryOptions({
  queryKey: ['system', 'settings'],
  queryFn: () => body(api.GET('/api/settings')),
})

/** The processes of the service, how the last ones ended, and the database. */
export const systemQuery = queryOptions({
  queryKey: ['system', 'processes'],
  queryFn: () => body(api.GET('/api/system')),
  refetchInterval: EVERY_MS,
})
