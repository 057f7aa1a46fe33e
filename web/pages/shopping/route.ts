import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf, text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface Search {
  show?: 'done'
  add?: string
}

export const shoppingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shopping',
  validateSearch: ({ show, add }: Record<string, unknown>): Search => ({
    show: oneOf(show, ['done']),
    add: text(add),
  }),
  component: lazyRouteComponent(() => import('./shopping-page.tsx'), 'ShoppingPage'),
})
