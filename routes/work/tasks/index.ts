import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { TaskInfo, TaskListItem, TaskStart } from '../../../services/work/tasks/schemas.ts'
import { taskViewer } from '../../caller.ts'

const tags = ['Tasks']
const MOST_LISTED = 500
const TaskParams = Type.Object({ task_id: Type.String() })
const Done = Type.Object({ success: Type.Boolean(), message: Type.String() }, { title: 'TaskActionDone' })

/** `/api/tasks`: background tasks that the caller has started. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { tasks } = app

  app.get(
    '/tasks',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'List tasks',
        description:
          'Those that have not ended first, the newest first among each. Tasks that have ended stay for `TASK_CLEANUP_INTERVAL_SECONDS`, ten minutes by default.',
        querystring: Type.Object({
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_LISTED, default: 100 })),
        }),
        response: { 200: Type.Array(TaskListItem) },
      },
    },
    async (request) => tasks.list(request.query.limit ?? 100, taskViewer(request)),
  )

  app.get(
    '/tasks/:task_id/status',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'Read the state of a task', params: TaskParams, response: { 200: TaskInfo } },
    },
    async (request) => tasks.get(request.params.task_id, taskViewer(request)),
  )

  app.post(
    '/tasks/:task_id/cancel',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Cancel a task', params: TaskParams, response: { 200: Done } },
    },
    async (request) => {
      await tasks.cancel(request.params.task_id, taskViewer(request))
      return { success: true, message: 'Task cancellation requested' }
    },
  )

  app.post(
    '/tasks/:task_id/retry',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Start a task once more that has ended without a result',
        description:
          'As a new task with the same parameters. 409 when it has not ended, has a result, or cannot be started once more.',
        params: TaskParams,
        response: { 201: TaskStart },
      },
    },
    async (request, reply) => reply.code(201).send(await tasks.retry(request.params.task_id, taskViewer(request))),
  )

  app.delete(
    '/tasks/:task_id',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Forget a task that has ended', params: TaskParams, response: { 200: Done } },
    },
    async (request) => {
      await tasks.remove(request.params.task_id, taskViewer(request))
      return { success: true, message: 'Task removed from registry' }
    },
  )
}

export default routes
