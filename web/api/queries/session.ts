import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, body } from '../client.ts'

export type Role = 'reader' | 'editor' | 'admin'

/** Who is signed in; a local administrator while sign-in is off. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => body(api.GET('/api/auth/self')),
  staleTime: 60_000,
  retry: false,
})

/** How people sign in here. */
export const authModeQuery = queryOptions({
  queryKey: ['auth-mode'],
  queryFn: () => body(api.GET('/api/auth/mode')),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Whether the person may do what needs a role. What is refused anyway is not offered. */
export function useMay(role: Role): boolean {
  const { data } = useQuery(sessionQuery)
  return data?.roles.includes(role) ?? false
}
