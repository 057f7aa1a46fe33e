import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface ScanSearch {
  /** The code that was read last. */
  code?: string
  /** The label of the slot or the box that was scanned behind it. */
  at?: string
  /** A pick list whose lines are picked by scanning. */
  pick?: number
  /** A shopping list whose goods are received by scanning. */
  list?: number
}

const MOST = 2000

function id(value: unknown): number | undefined {
  const number = Number(value)
  return Number.isInteger(number) && number > 0 && number < 2 ** 31 ? number : undefined
}

export const scanRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/scan',
  validateSearch: ({ code, at, pick, list }: Record<string, unknown>): ScanSearch => ({
    code: text(code)?.slice(0, MOST),
    at: text(at),
    pick: id(pick),
    list: id(list),
  }),
  component: lazyRouteComponent(() => import('./scan-page.tsx'), 'ScanPage'),
})
