import { queryOptions } from '@tanstack/react-query'
import { api, body, type Schemas } from '../client.ts'

export type CountingRound = Schemas['CountingRound']
export type CountLine = Schemas['CountingRoundLine']

/** The round through a box that was begun last, with its piles; null when there was none yet. */
export const countQuery = (boxNo: number) =>
  queryOptions({
    queryKey: ['box', boxNo, 'count'],
    queryFn: async (): Promise<CountingRound | null> => {
      const path = { box_no: boxNo }
      const [last] = await body(api.GET('/api/boxes/{box_no}/counts', { params: { path, query: { limit: 1 } } }))
      if (last === undefined) return null
      return body(
        api.GET('/api/boxes/{box_no}/counts/{count_id}', { params: { path: { ...path, count_id: last.id } } }),
      )
    },
  })
