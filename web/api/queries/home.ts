import { queryOptions } from '@tanstack/react-query'
import { api, body } from '../client.ts'

const MOVEMENTS = 9
const DAYS = 90
const SOME_LOW = 3

export const statsQuery = queryOptions({
  queryKey: ['home', 'stats'],
  queryFn: () => body(api.GET('/api/dashboard/stats')),
})

export const latestQuery = queryOptions({
  queryKey: ['home', 'latest'],
  queryFn: () => body(api.GET('/api/operations', { params: { query: { limit: MOVEMENTS } } })),
})

/** Some of the parts that are low; how many there are is among the figures. */
export const someLowQuery = queryOptions({
  queryKey: ['home', 'low'],
  queryFn: () => body(api.GET('/api/dashboard/low-stock', { params: { query: { limit: String(SOME_LOW) } } })),
})

export const undocumentedQuery = queryOptions({
  queryKey: ['home', 'undocumented'],
  queryFn: () => body(api.GET('/api/dashboard/parts-without-documents')),
})

export const movementsQuery = queryOptions({
  queryKey: ['home', 'movements'],
  queryFn: () => body(api.GET('/api/dashboard/movements', { params: { query: { days: String(DAYS) } } })),
})

export const typesOfPartsQuery = queryOptions({
  queryKey: ['home', 'types'],
  queryFn: () => body(api.GET('/api/dashboard/category-distribution')),
})
