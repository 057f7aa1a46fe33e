import { queryOptions } from '@tanstack/react-query'
import { api, body, type Schemas } from '../client.ts'

export type ShoppingList = Schemas['ShoppingList']
export type ListLine = Schemas['ShoppingListLine']
export type SellerGroup = Schemas['SellerGroup']

export const listsQuery = queryOptions({
  queryKey: ['lists'],
  queryFn: () => body(api.GET('/api/shopping-lists', { params: { query: { include_done: 'true' } } })),
})

export const listQuery = (id: number) =>
  queryOptions({
    queryKey: ['list', id],
    queryFn: () => body(api.GET('/api/shopping-lists/{list_id}', { params: { path: { list_id: id } } })),
  })

export const sellersQuery = queryOptions({
  queryKey: ['sellers'],
  queryFn: () => body(api.GET('/api/sellers')),
  staleTime: 300_000,
})
