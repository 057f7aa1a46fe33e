import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { ErrorResponse } from '../../plugins/errors/envelope.ts'
import { Nullable, OneOf } from '../../services/schema-types.ts'
import { TASK_EVENT_TYPES } from '../../services/work/tasks/schemas.ts'
import { taskEvent } from '../../services/work/tasks/task-event.ts'
import { testingOnly } from './testing-only.ts'

const identity = { request_id: Type.String(), task_id: Type.String() }
const TaskEventInjection = Type.Object(
  {
    ...identity,
    event_type: OneOf(TASK_EVENT_TYPES),
    data: Type.Optional(Nullable(Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true }))),
  },
  {
    title: 'TaskEventInjection',
    examples: [
      { request_id: 'page-1', task_id: 'a', event_type: 'progress_update', data: { text: 'half', value: 0.5 } },
    ],
  },
)
const TaskEventInjected = Type.Object(
  { ...identity, event_type: Type.String(), delivered: Type.Boolean() },
  { title: 'TaskEventInjected' },
)

/** `POST /api/testing/sse/task-event`: sends a page an event of a task that there need not be. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  testingOnly(app)

  app.post(
    '/testing/sse/task-event',
    {
      config: { access: 'public', idempotency: { around: 'afterwards' } },
      schema: {
        tags: ['Testing'],
        summary: 'Send a task event to one page',
        body: TaskEventInjection,
        response: { 200: TaskEventInjected, 400: ErrorResponse },
      },
    },
    async ({ body: { request_id, task_id, event_type, data = null }, id }, reply) => {
      const refuse = (error: string, status: 'not_found' | 'send_failed', message: string) => {
        const refusal = { error, details: { message }, code: 'VALIDATION_FAILED', correlationId: id, status }
        return reply.code(400).send(refusal)
      }

      if (!(await app.sse.hasConnection(request_id))) {
        return refuse(
          `No SSE connection registered for request_id: ${request_id}`,
          'not_found',
          'The page has to open its event stream first',
        )
      }
      if (!(await app.sse.sendTo(request_id, taskEvent(task_id, event_type, data)))) {
        return refuse(
          `Failed to send event to connection: ${request_id}`,
          'send_failed',
          'The event could not be delivered',
        )
      }
      return { request_id, task_id, event_type, delivered: true }
    },
  )
}

export default routes
