import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf, text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

export const PEOPLE_TABS = ['tokens', 'log'] as const

/** What stands behind the `?` of the address. */
export interface PeopleSearch {
  /** Not set: people and their devices. */
  tab?: (typeof PEOPLE_TABS)[number]
  /** What is being added: `phone`, `person` or `token`. */
  add?: string
}

export const peopleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/people',
  validateSearch: ({ tab, add }: Record<string, unknown>): PeopleSearch => ({
    tab: oneOf(tab, PEOPLE_TABS),
    add: text(add),
  }),
  component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
})
