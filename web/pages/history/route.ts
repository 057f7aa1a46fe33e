import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf, text } from '../../frame/address.ts'
import { rootRoute } from '../../frame/root-route.tsx'
import { REASONS, type ShownReason } from './reasons.ts'
import { SPANS, type Span } from './spans.ts'

/** What stands behind the `?` of the address. */
export interface HistorySearch {
  since?: Span
  who?: string
  what?: ShownReason
  /** A part by its key, or a box by its number. */
  of?: string
  /** The operation whose undo is being looked at. */
  undo?: string
}

export const historyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/history',
  validateSearch: ({ since, who, what, of, undo }: Record<string, unknown>): HistorySearch => ({
    since: oneOf(since, SPANS),
    who: text(who),
    what: oneOf(what, REASONS),
    of: text(of),
    undo: text(undo),
  }),
  component: lazyRouteComponent(() => import('./history-page.tsx'), 'HistoryPage'),
})
