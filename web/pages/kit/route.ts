import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface Search {
  tab?: 'picks' | 'lists'
}

export const kitRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kits/$kit',
  validateSearch: ({ tab }: Record<string, unknown>): Search => ({ tab: oneOf(tab, ['picks', 'lists']) }),
  component: lazyRouteComponent(() => import('./kit-page.tsx'), 'KitPage'),
})
