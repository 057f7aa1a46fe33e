import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf, text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface Search {
  show?: 'running' | 'waiting' | 'failed' | 'ended'
  task?: string
}

export const tasksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tasks',
  validateSearch: ({ show, task }: Record<string, unknown>): Search => ({
    show: oneOf(show, ['running', 'waiting', 'failed', 'ended']),
    task: text(task),
  }),
  component: lazyRouteComponent(() => import('./tasks-page.tsx'), 'TasksPage'),
})
