import { queryOptions } from '@tanstack/react-query'
import { api, body, type Schemas } from '../client.ts'

export type KitDetail = Schemas['KitDetail']
export type KitLine = Schemas['KitContent']
export type KitSummary = Schemas['KitSummary']
export type KitBuildable = Schemas['KitBuildable']
export type BomLine = Schemas['BomLine']
export type PickList = Schemas['PickListDetail']
export type PickLine = Schemas['PickListLine']

export const kitsQuery = (status: 'active' | 'archived') =>
  queryOptions({
    queryKey: ['kits', status],
    queryFn: () => body(api.GET('/api/kits', { params: { query: { status } } })),
  })

/** How many units of each kit can be built now. Its first word is that of a kit: it changes with the stock of parts. */
export const buildableQuery = (status: 'active' | 'archived') =>
  queryOptions({
    queryKey: ['kit', 'buildable', status],
    queryFn: () => body(api.GET('/api/kits/buildable', { params: { query: { status } } })),
  })

/** Where the parts of a kit sit on its board, and what can stand in for them. */
export const bomQuery = (id: number) =>
  queryOptions({
    queryKey: ['kit', id, 'bom'],
    queryFn: () => body(api.GET('/api/kits/{kit_id}/bom', { params: { path: { kit_id: id } } })),
  })

export const kitQuery = (id: number) =>
  queryOptions({
    queryKey: ['kit', id],
    queryFn: () => body(api.GET('/api/kits/{kit_id}', { params: { path: { kit_id: id } } })),
  })

export const pickListQuery = (id: number) =>
  queryOptions({
    queryKey: ['pick-list', id],
    queryFn: () => body(api.GET('/api/pick-lists/{pick_list_id}', { params: { path: { pick_list_id: id } } })),
  })

/** Pick lists that wait to be finished, of these kits. */
export const openPickListsQuery = (kitIds: readonly number[]) =>
  queryOptions({
    queryKey: ['pick-lists', 'open', kitIds],
    queryFn: () => body(api.POST('/api/kits/pick-list-memberships/query', { body: { kit_ids: [...kitIds] } })),
    enabled: kitIds.length > 0,
  })
