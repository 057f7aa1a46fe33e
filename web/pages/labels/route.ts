import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
interface LabelsSearch {
  /** Labels that are printed without the queue, as `itemsText` writes them. */
  of?: string
  /** The id of a template. */
  template?: string
  /** The first label of the first sheet that is still there. */
  start?: number
}

function place(value: unknown): number | undefined {
  const number = Number(value)
  return Number.isInteger(number) && number > 1 && number <= 1000 ? number : undefined
}

export const labelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/labels',
  validateSearch: ({ of, template, start }: Record<string, unknown>): LabelsSearch => ({
    of: text(of),
    template: text(template),
    start: place(start),
  }),
  component: lazyRouteComponent(() => import('./labels-page.tsx'), 'LabelsPage'),
})
