import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface Search {
  tab?: 'lines' | 'received'
}

export const shoppingListRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shopping/$list',
  validateSearch: ({ tab }: Record<string, unknown>): Search => ({ tab: oneOf(tab, ['lines', 'received']) }),
  component: lazyRouteComponent(() => import('./shopping-list-page.tsx'), 'ShoppingListPage'),
})
