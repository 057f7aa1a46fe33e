import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface Search {
  number?: string
}

export const newPartRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new',
  validateSearch: ({ number }: Record<string, unknown>): Search => ({ number: text(number) }),
  component: lazyRouteComponent(() => import('./new-part-page.tsx'), 'NewPartPage'),
})
