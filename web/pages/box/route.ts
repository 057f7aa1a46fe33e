import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf, text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface Search {
  tab?: 'contents'
  slot?: string
}

export const boxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/boxes/$box',
  validateSearch: ({ tab, slot }: Record<string, unknown>): Search => ({
    tab: oneOf(tab, ['contents']),
    // People write zeros in front, as some labels have them.
    slot: text(slot)?.replace(/^0+(?=\d)/, ''),
  }),
  component: lazyRouteComponent(() => import('./box-page.tsx'), 'BoxPage'),
})
