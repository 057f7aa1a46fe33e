import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf, text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface Search {
  act?: 'take' | 'put' | 'move' | 'count'
  tab?: string
}

export const partRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/parts/$key',
  validateSearch: ({ act, tab }: Record<string, unknown>): Search => ({
    act: oneOf(act, ['take', 'put', 'move', 'count']),
    tab: text(tab),
  }),
  component: lazyRouteComponent(() => import('./part-page.tsx'), 'PartPage'),
})
