import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface Search {
  number?: string
  /** An analysis that runs, or has ended with a proposal. */
  task?: string
}

export const newPartRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new',
  validateSearch: ({ number, task }: Record<string, unknown>): Search => ({
    number: text(number),
    task: text(task),
  }),
  component: lazyRouteComponent(() => import('./new-part-page.tsx'), 'NewPartPage'),
})
