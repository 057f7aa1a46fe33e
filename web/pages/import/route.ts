import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { number } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address: what the file that is given is for. */
export interface GiveSearch {
  /** The kit whose lines the file has. */
  kit?: number
  /** The shopping list that the file adds to, or that it receives. */
  list?: number
}

export const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/import',
  validateSearch: ({ kit, list }: Record<string, unknown>): GiveSearch => ({ kit: number(kit), list: number(list) }),
  component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
})
