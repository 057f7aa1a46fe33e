import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, body, type Schemas } from '../client.ts'

export type Person = Schemas['Person']
export type Device = Schemas['Device']
export type AccessToken = Schemas['AccessToken']
export type NewAccessToken = Schemas['NewAccessToken']
export type AccessLogEntry = Schemas['AccessLogEntry']

const PAGE = 100
/** Streams tell nothing of people and devices, so a page that shows them asks. */
const ASK_MS = 2000

/** Everybody by name. */
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: () => body(api.GET('/api/people')),
  refetchInterval: ASK_MS,
})

/** Paired devices: one's own, or those of everybody, for administrators. */
export const devicesQuery = (everybody: boolean) =>
  queryOptions({
    queryKey: ['devices', everybody],
    queryFn: () => body(api.GET('/api/devices', { params: { query: everybody ? { everybody } : {} } })),
    refetchInterval: ASK_MS,
  })

/** Access tokens: one's own; for administrators those of everybody. */
export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: () => body(api.GET('/api/tokens')),
  refetchInterval: ASK_MS,
})

/** Who was let in and out, newest first, page after page. */
export const accessLogQuery = infiniteQueryOptions({
  queryKey: ['access-log'],
  queryFn: ({ pageParam, signal }) =>
    body(
      api.GET('/api/access-log', {
        params: { query: { limit: PAGE, ...(pageParam !== null && { after: String(pageParam) }) } },
        signal,
      }),
    ),
  initialPageParam: null as number | null,
  getNextPageParam: (page) => (page.length < PAGE ? null : (page.at(-1)?.id ?? null)),
})

/** What has become of a pairing code that was made here. */
export const pairingCodeQuery = (id: number) =>
  queryOptions({
    queryKey: ['pairing-code', id],
    queryFn: () => body(api.GET('/api/pairing-codes/{code_id}', { params: { path: { code_id: id } } })),
    staleTime: 0,
    gcTime: 0,
  })
