import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf, text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface Search {
  show?: 'room' | 'full'
  add?: string
}

export const boxesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/boxes',
  validateSearch: ({ show, add }: Record<string, unknown>): Search => ({
    show: oneOf(show, ['room', 'full']),
    add: text(add),
  }),
  component: lazyRouteComponent(() => import('./boxes-page.tsx'), 'BoxesPage'),
})
