import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './errors.ts'

const MOST_TRIES = 2

function worthRepeating(failures: number, error: unknown): boolean {
  const final = error instanceof ApiError && error.status < 500
  return !final && failures < MOST_TRIES
}

/** What has been read from the service, shared by all pages. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: worthRepeating, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})
