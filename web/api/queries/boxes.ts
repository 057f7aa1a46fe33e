import { queryOptions } from '@tanstack/react-query'
import { api, body, type Schemas } from '../client.ts'

export type ShelfBox = Schemas['ShelfBox']
export type Slot = Schemas['LocationWithParts']

/** All boxes with what is where, for maps. */
export const shelfQuery = queryOptions({
  queryKey: ['boxes', 'shelf'],
  queryFn: () => body(api.GET('/api/dashboard/shelf')),
  staleTime: 30_000,
})

export const boxQuery = (boxNo: number) =>
  queryOptions({
    queryKey: ['box', boxNo],
    queryFn: () => body(api.GET('/api/boxes/{box_no}', { params: { path: { box_no: boxNo } } })),
  })

/** The slots of a box with the parts in each. */
export const slotsQuery = (boxNo: number) =>
  queryOptions({
    queryKey: ['box', boxNo, 'slots'],
    queryFn: async () => {
      const slots: (Schemas['Location'] | Slot)[] = await body(
        api.GET('/api/boxes/{box_no}/locations', {
          params: { path: { box_no: boxNo }, query: { include_parts: 'true' } },
        }),
      )
      return slots.filter((slot): slot is Slot => 'part_assignments' in slot)
    },
  })

export type FreeSlot = Schemas['FreeSlot']

/** Free slots for a part, the best first; one of a box. */
export const freeSlotsQuery = (partKey: string) =>
  queryOptions({
    queryKey: ['boxes', 'free-slots', partKey],
    queryFn: () => body(api.GET('/api/inventory/free-slots', { params: { query: { part_key: partKey, limit: 4 } } })),
    enabled: partKey !== '',
  })

/** A free slot among parts of a type; null where the service suggests none. */
export const freeSlotQuery = (typeId: number | null) =>
  queryOptions({
    queryKey: ['boxes', 'free-slot', typeId],
    queryFn: async () => {
      const { data } = await api.GET('/api/inventory/suggestions/{type_id}', {
        params: { path: { type_id: typeId ?? 0 } },
      })
      return data ?? null
    },
  })
