import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface Search {
  redirect?: string
}

export const pairRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pair',
  validateSearch: ({ redirect }: Record<string, unknown>): Search => ({ redirect: text(redirect) }),
  component: lazyRouteComponent(() => import('./pair-page.tsx'), 'PairPage'),
})
