import { queryOptions } from '@tanstack/react-query'
import { api, body, type Schemas } from '../client.ts'

export type ShoppingList = Schemas['ShoppingList']
export type ListLine = Schemas['ShoppingListLine']
export type SellerGroup = Schemas['SellerGroup']
export type LineOffer = Schemas['LineOffer']
export type ListReceipt = Schemas['ListReceipt']

export const listsQuery = queryOptions({
  queryKey: ['lists'],
  queryFn: () => body(api.GET('/api/shopping-lists', { params: { query: { include_done: 'true' } } })),
})

export const listQuery = (id: number) =>
  queryOptions({
    queryKey: ['list', id],
    queryFn: () => body(api.GET('/api/shopping-lists/{list_id}', { params: { path: { list_id: id } } })),
  })

/** What is known of buying the lines of a list: numbers of their sellers, and what was paid last. */
export const offersQuery = (id: number) =>
  queryOptions({
    queryKey: ['list', id, 'offers'],
    queryFn: () => body(api.GET('/api/shopping-lists/{list_id}/offers', { params: { path: { list_id: id } } })),
  })

/** What was received for a list, the newest first. */
export const listReceiptsQuery = (id: number) =>
  queryOptions({
    queryKey: ['list', id, 'receipts'],
    queryFn: () =>
      body(
        api.GET('/api/shopping-lists/{list_id}/receipts', {
          params: { path: { list_id: id }, query: { limit: 1000 } },
        }),
      ),
  })

export const sellersQuery = queryOptions({
  queryKey: ['sellers'],
  queryFn: () => body(api.GET('/api/sellers')),
  staleTime: 300_000,
})
