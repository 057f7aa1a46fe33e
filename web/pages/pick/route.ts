import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../frame/root-route.tsx'

export const pickRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pick/$list',
  component: lazyRouteComponent(() => import('./pick-page.tsx'), 'PickPage'),
})
