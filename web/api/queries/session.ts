import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, body, type Schemas } from '../client.ts'

export type Role = 'reader' | 'editor' | 'admin'

/** How people sign in: not at all, by paired devices, or with an identity provider. */
export type SignInMode = Schemas['SignInMode']['mode']

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

/** Whether people sign in here; false while that is not known. */
export function useSignsIn(): boolean {
  const { data } = useQuery(authModeQuery)
  return data !== undefined && data.mode !== 'open'
}

/** Whether the person may do what needs a role. What is refused anyway is not offered. */
export function useMay(role: Role): boolean {
  const { data } = useQuery(sessionQuery)
  return data?.roles.includes(role) ?? false
}
