import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf, text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface Search {
  show?: 'archived'
  add?: string
}

export const kitsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kits',
  validateSearch: ({ show, add }: Record<string, unknown>): Search => ({
    show: oneOf(show, ['archived']),
    add: text(add),
  }),
  component: lazyRouteComponent(() => import('./kits-page.tsx'), 'KitsPage'),
})
