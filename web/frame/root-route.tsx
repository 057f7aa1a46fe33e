import { createRootRoute, Outlet, useLocation } from '@tanstack/react-router'
import { Frame } from './frame.tsx'
import { NotFound } from './not-found.tsx'
import { PageFailure } from './page-failure.tsx'
import { SessionGate } from './session-gate.tsx'

/** Pages that stand alone, without a session and without the frame. */
const ALONE = ['/pair']

function Root() {
  const { pathname } = useLocation()
  if (ALONE.includes(pathname)) return <Outlet />
  return (
    <SessionGate>
      <Frame />
    </SessionGate>
  )
}

/** The frame, with a page inside. */
export const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: PageFailure,
})
