import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { RowFilter } from '../../api/queries/imports.ts'
import { number, oneOf } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'

/** What stands behind the `?` of the address. */
export interface ImportSearch {
  step?: 'columns' | 'rows'
  /** Which rows; all without it. */
  show?: Exclude<RowFilter, 'all'>
  /** The row that is open, by its number in the file. */
  row?: number
}

export const oneImportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/import/$import',
  validateSearch: ({ step, show, row }: Record<string, unknown>): ImportSearch => ({
    step: oneOf(step, ['columns', 'rows']),
    show: oneOf(show, ['good', 'errors', 'warnings', 'unmatched', 'changes']),
    row: number(row),
  }),
  component: lazyRouteComponent(() => import('./one-import-page.tsx'), 'OneImportPage'),
})
