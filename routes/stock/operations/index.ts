import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Int32, OneOf } from '../../../services/schema-types.ts'
import { newOperation } from '../../../services/stock/operations/operation.ts'
import { REASONS } from '../../../services/stock/operations/reasons.ts'
import { OperationNote } from '../../../services/stock/operations/schemas.ts'
import { OperationSchema, UndoneOperationSchema } from '../../../services/stock/undo/schemas.ts'
import { TaskStart } from '../../../services/work/tasks/schemas.ts'
import { callerAuthor } from '../../caller.ts'
import { Moment, parseMoment } from '../../moment.ts'
import { NAMES_OPERATION, runOperation } from '../../run-operation.ts'

const tags = ['Undo']
const OperationId = Type.String({ format: 'uuid' })
const OperationParams = Type.Object({ operation_id: OperationId })

const OperationsQuery = Type.Object({
  part_key: Type.Optional(Type.String({ maxLength: 4, description: 'Only what changed this part or its stock' })),
  box_no: Type.Optional(Int32({ minimum: 1, description: 'Only what changed stock in this box' })),
  actor: Type.Optional(Type.String({ maxLength: 255, description: 'Only what this person did, by the subject' })),
  reason: Type.Optional(OneOf(REASONS)),
  since: Moment('Only what was done at this moment or later'),
  before: Type.Optional(
    Type.String({ format: 'uuid', description: '`operation_id` of the last operation of the page before' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
})
const RowsQuery = Type.Object({
  after: Type.Optional(Int32({ minimum: 1, description: 'Id of the last row of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
})
const Undo = Type.Object(
  {
    dry_run: Type.Optional(Type.Boolean({ description: 'Answer what would be done, and change nothing' })),
    note: OperationNote,
  },
  { title: 'Undo', additionalProperties: false, default: {}, examples: [{ note: 'It was the wrong box' }] },
)

/** `/api/operations`: what was done, by whom and why, and back again. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { operationLog, undo } = app
  const readAgain = { by: ['operation_id'], read: (id: string) => operationLog.get(id, { limit: 20 }) }

  app.get(
    '/operations',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'What was done, the latest first',
        querystring: OperationsQuery,
        response: { 200: Type.Array(OperationSchema) },
      },
    },
    async ({ query }) => {
      const { part_key: partKey, box_no: boxNo, actor, reason, before, limit = 50 } = query
      const since = parseMoment('since', query.since) ?? undefined
      return operationLog.list({ partKey, boxNo, actor, reason, since }, { limit, before })
    },
  )

  app.get(
    '/operations/:operation_id',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Read an operation and page through its rows of the ledger',
        params: OperationParams,
        querystring: RowsQuery,
        response: { 200: OperationSchema },
      },
    },
    async ({ params, query: { after, limit = 100 } }) => operationLog.get(params.operation_id, { limit, after }),
  )

  app.post(
    '/operations/:operation_id/undo',
    {
      config: { access: 'editor', idempotency: { readAgain }, ...NAMES_OPERATION },
      schema: {
        tags,
        summary: 'Take an operation back as a whole',
        description:
          'What undoes is an operation itself, and can be undone again. With `dry_run` nothing is changed. A very large operation is undone in a task.',
        params: OperationParams,
        body: Undo,
        response: { 200: UndoneOperationSchema, 202: TaskStart },
      },
    },
    async (request, reply) => {
      const { operation_id: id } = request.params
      const { dry_run: isDryRun = false, note } = request.body
      if (isDryRun) return undo.preview(id, newOperation({ reason: 'undo', author: callerAuthor(request), note }))
      const undone = await runOperation(request, reply, { reason: 'undo', note }, async (operation) => {
        const task = await undo.undoInTask(id, operation)
        return task === null ? { body: await undo.undo(id, operation) } : { task }
      })
      return undone.task === undefined ? undone.body : reply.code(202).send(undone.task)
    },
  )
}

export default routes
