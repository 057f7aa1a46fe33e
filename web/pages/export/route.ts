import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { number, oneOf } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'
import { KIT_LAYOUTS, type KitLayout, ORDER_LAYOUTS, type OrderLayout } from './layouts.ts'
import { SPANS, type Span } from './spans.ts'

/** What stands behind the `?` of the address. */
export interface ExportSearch {
  type?: number
  since?: Span
  kit?: number
  layout?: KitLayout
  list?: number
  seller?: number
  shop?: OrderLayout
}

export const exportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/export',
  validateSearch: (given: Record<string, unknown>): ExportSearch => ({
    type: number(given.type),
    since: oneOf(given.since, SPANS),
    kit: number(given.kit),
    layout: oneOf(given.layout, KIT_LAYOUTS),
    list: number(given.list),
    seller: number(given.seller),
    shop: oneOf(given.shop, ORDER_LAYOUTS),
  }),
  component: lazyRouteComponent(() => import('./export-page.tsx'), 'ExportPage'),
})
