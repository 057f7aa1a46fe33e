import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense } from 'react'
import { ApiError } from '../api/errors.ts'
import { sessionQuery } from '../api/queries/session.ts'

const SignInPage = lazy(() =>
  import('../pages/sign-in/sign-in-page.tsx').then(({ SignInPage: component }) => ({ default: component })),
)

/** Whether the service wants to know first who this is. */
function asksForSignIn(error: unknown): error is ApiError {
  return error instanceof ApiError && (error.status === 401 || error.status === 403)
}

/** Shows the pages to whom they are for; to everybody else, the way in. A session that ends later does not hide them. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data, error } = useQuery(sessionQuery)
  if (data === undefined && asksForSignIn(error)) {
    return (
      <Suspense fallback={null}>
        <SignInPage error={error} />
      </Suspense>
    )
  }
  return children
}
