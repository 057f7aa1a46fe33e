import { queryOptions } from '@tanstack/react-query'
import { api, body, type Schemas } from '../client.ts'

export type Task = Schemas['TaskListItem']

export const tasksQuery = queryOptions({
  queryKey: ['tasks'],
  queryFn: () => body(api.GET('/api/tasks', { params: { query: { limit: 200 } } })),
})

/** How many tasks run now. */
export const runningTasksQuery = queryOptions({
  ...tasksQuery,
  select: (tasks: Task[]) => tasks.filter(({ status }) => status === 'running').length,
})
