import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf, text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface Search {
  q?: string
  sort?: 'relevance' | 'newest' | 'stock'
}

export const partsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/parts',
  validateSearch: ({ q, sort }: Record<string, unknown>): Search => ({
    q: text(q),
    sort: oneOf(sort, ['relevance', 'newest', 'stock']),
  }),
  component: lazyRouteComponent(() => import('./parts-page.tsx'), 'PartsPage'),
})
