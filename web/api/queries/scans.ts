import { queryOptions } from '@tanstack/react-query'
import { api, body, type Schemas } from '../client.ts'
import type { paths } from '../generated/service.ts'

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never

/** What a code says, and what could be done with it. */
export type Scan = Json<paths['/api/scans']['post']['responses'][200]>
export type ScanMatch = Scan['matches'][number]
/** What is done with a code. */
export type ScanAction = NonNullable<paths['/api/scans/apply']['post']['requestBody']>['content']['application/json']
export type ScanResult = Json<paths['/api/scans/apply']['post']['responses'][200]>
export type Place = Pick<Schemas['StockSlot'], 'box_no' | 'loc_no'>

/** What a scan is for, besides what the code says itself. */
interface ScanContext {
  place: Place | null
  pickList: number | undefined
  shoppingList: number | undefined
}

/**
 * Reads a code; nothing is changed.
 *
 * @param turn of the scan: the same code read again is another scan, since the stock has changed.
 */
export const scanQuery = (code: string, turn: string, { place, pickList, shoppingList }: ScanContext) =>
  queryOptions({
    queryKey: ['scan', code, turn, place, pickList, shoppingList],
    queryFn: ({ signal }) =>
      body(
        api.POST('/api/scans', {
          body: {
            code,
            context: {
              ...place,
              ...(pickList !== undefined && { pick_list_id: pickList }),
              ...(shoppingList !== undefined && { shopping_list_id: shoppingList }),
            },
          },
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
