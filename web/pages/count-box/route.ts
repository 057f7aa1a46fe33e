import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../frame/root-route.tsx'

export const countBoxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/boxes/$box/count',
  component: lazyRouteComponent(() => import('./count-page.tsx'), 'CountPage'),
})
