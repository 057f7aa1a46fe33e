import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from './errors.ts'

const MOST_TRIES = 2
const SESSION = ['session']

function worthRepeating(failures: number, error: unknown): boolean {
  const final = error instanceof ApiError && error.status < 500
  return !final && failures < MOST_TRIES
}

/** A session that has ended is noticed wherever that shows first. */
function noticeEnd(error: unknown): void {
  if (error instanceof ApiError && error.status === 401) void queryClient.invalidateQueries({ queryKey: SESSION })
}

/** What has been read from the service, shared by all pages. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      if (queryKey[0] !== SESSION[0]) noticeEnd(error)
    },
  }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: { staleTime: 15_000, retry: worthRepeating, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})
