import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { number, oneOf } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface Search {
  /** Id of the other kit. */
  with?: number
  show?: 'different'
}

export const compareKitsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kits/$kit/compare',
  validateSearch: ({ with: other, show }: Record<string, unknown>): Search => ({
    with: number(other),
    show: oneOf(show, ['different']),
  }),
  component: lazyRouteComponent(() => import('./compare-page.tsx'), 'ComparePage'),
})
