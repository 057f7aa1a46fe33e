import { createRootRoute } from '@tanstack/react-router'
import { Frame } from './frame.tsx'
import { NotFound } from './not-found.tsx'
import { PageFailure } from './page-failure.tsx'

/** The frame, with a page inside. */
export const rootRoute = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: PageFailure,
})
