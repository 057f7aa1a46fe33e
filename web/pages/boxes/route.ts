import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf, text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface Search {
  show?: 'room' | 'full' | 'low'
  view?: 'list'
  add?: string
  /** Whether a free slot is looked for, or the key of the part that it is for. */
  slot?: string
}

export const boxesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/boxes',
  validateSearch: ({ show, view, add, slot }: Record<string, unknown>): Search => ({
    show: oneOf(show, ['room', 'full', 'low']),
    view: oneOf(view, ['list']),
    add: text(add),
    slot: text(slot),
  }),
  component: lazyRouteComponent(() => import('./boxes-page.tsx'), 'BoxesPage'),
})
