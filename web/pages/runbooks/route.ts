import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../frame/root-route.tsx'

export const runbooksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/system/runbooks',
  component: lazyRouteComponent(() => import('./runbooks-page.tsx'), 'RunbooksPage'),
})
