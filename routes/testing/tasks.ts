import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { OneOf } from '../../services/schema-types.ts'
import { callerSubject } from '../caller.ts'
import { testingOnly } from './testing-only.ts'

const TestTaskStart = Type.Object(
  {
    task_type: OneOf(['demo_task', 'failing_task'], { default: 'demo_task' }),
    params: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true, default: {} }),
  },
  { title: 'TestTaskStart', examples: [{ task_type: 'demo_task', params: { steps: 2, delay: 0 } }], default: {} },
)
const TestTaskStarted = Type.Object({ task_id: Type.String(), status: Type.String() }, { title: 'TestTaskStarted' })

/** `POST /api/testing/tasks/start`: a task to look at. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  testingOnly(app)

  app.post(
    '/testing/tasks/start',
    {
      config: { access: 'public' },
      schema: {
        tags: ['Testing'],
        summary: 'Start a test task',
        body: TestTaskStart,
        response: { 200: TestTaskStarted },
      },
    },
    async (request) => {
      const { task_type, params } = request.body
      const { task_id } = await app.tasks.startTask(task_type, { callerSubject: callerSubject(request), params })
      return { task_id, status: 'started' }
    },
  )
}

export default routes
