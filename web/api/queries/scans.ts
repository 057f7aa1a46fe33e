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
export interface ScanContext {
  place: Place | null
  /** A box whose label was scanned. */
  box: number | null
  pickList: number | undefined
  shoppingList: number | undefined
}

/** A code that is read for itself. */
export const NOWHERE: ScanContext = { place: null, box: null, pickList: undefined, shoppingList: undefined }

/** Reads a code; nothing is changed. */
export function readCode(
  code: string,
  { place, box, pickList, shoppingList }: ScanContext,
  signal?: AbortSignal,
): Promise<Scan> {
  const context = {
    ...place,
    ...(box !== null && { box_no: box }),
    ...(pickList !== undefined && { pick_list_id: pickList }),
    ...(shoppingList !== undefined && { shopping_list_id: shoppingList }),
  }
  return body(api.POST('/api/scans', { body: { code, context }, ...(signal && { signal }) }))
}
