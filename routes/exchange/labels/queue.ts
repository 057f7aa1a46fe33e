import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { MAX_LABELS } from '../../../services/exchange/labels/label-service.ts'
import { LabelsAddedSchema, QueuedLabelSchema } from '../../../services/exchange/labels/schemas.ts'
import { callerSubject } from '../../caller.ts'
import { NoContent } from '../../no-content.ts'
import { Items, toItems } from './item.ts'

const tags = ['Labels']
const QueueParams = Type.Object({ queue_item_id: Type.Integer() })
const QueueQuery = Type.Object({
  queue_item_ids: Type.Optional(
    Type.String({
      pattern: '^\\d{1,9}(,\\d{1,9}){0,999}$',
      'x-hint': 'must be numbers of items of the queue, separated by commas, at most 1000, such as 1,2',
      description: 'Only these, separated by commas, as far as they are still there',
    }),
  ),
})
const NAMED_IN_THE_ADDRESS = {
  field: 'body',
  message: 'is not read: name labels in the address, ?queue_item_ids=1,2, or send no body to drop all',
}
const Copies = Type.Object(
  { copies: Type.Integer({ minimum: 1, maximum: MAX_LABELS }) },
  { title: 'LabelQueueChange', examples: [{ copies: 2 }] },
)
const QueuedLabels = Type.Array(QueuedLabelSchema)
const QueuedIds = Type.Array(Type.Object({ queue_item_id: Type.Integer() }))
const AddedIds = Type.Object({ added: QueuedIds, left_out: LabelsAddedSchema.properties.left_out })
const LabelQueueAdd = Type.Object(
  { items: Items },
  { title: 'LabelQueueAdd', examples: [{ items: [{ kind: 'part', id: 'ABCD', copies: 2 }] }] },
)

/** `/api/label-queue`: labels that the caller collects, to print one sheet at the end. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { labelQueue } = app
  const readAgain = {
    by: (body: unknown) =>
      Value.Parse(QueuedIds, body)
        .map((label) => label.queue_item_id)
        .join(),
    read: (ids: string) => labelQueue.readAgain(ids.split(',').map(Number)),
  }
  const existingReadAgain = {
    by(body: unknown) {
      const { added, left_out } = Value.Parse(AddedIds, body)
      return JSON.stringify({ added: added.map(({ queue_item_id }) => ({ queue_item_id })), left_out })
    },
    async read(kept: string) {
      const { added, left_out } = Value.Parse(AddedIds, JSON.parse(kept))
      return { added: await labelQueue.readAgain(added.map((label) => label.queue_item_id)), left_out }
    },
  }

  app.get(
    '/label-queue',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'The labels that wait to be printed', response: { 200: QueuedLabels } },
    },
    async (request) => labelQueue.list(callerSubject(request)),
  )

  app.post(
    '/label-queue',
    {
      config: { access: 'editor', idempotency: { readAgain } },
      schema: {
        tags,
        summary: 'Add labels to those that wait; answers the added ones',
        body: LabelQueueAdd,
        response: { 201: QueuedLabels },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await labelQueue.add(callerSubject(request), toItems(request.body.items))),
  )

  app.post(
    '/label-queue/existing',
    {
      config: { access: 'editor', idempotency: { readAgain: existingReadAgain } },
      schema: {
        tags,
        summary: 'Add labels of what is there; answers the added ones, and what was left out',
        description:
          'For labels that come back after they were dropped: what was deleted meanwhile keeps no other one away.',
        body: LabelQueueAdd,
        response: { 200: LabelsAddedSchema },
      },
    },
    async (request) => labelQueue.addExisting(callerSubject(request), toItems(request.body.items)),
  )

  app.delete(
    '/label-queue',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Drop labels that wait',
        description: 'All of them, or those that are named: what was added while others were printed stays then.',
        querystring: QueueQuery,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      // Whoever names labels in a body would lose all of them.
      if (Object.keys(Object(request.body)).length > 0) throw new RequestValidationError([NAMED_IN_THE_ADDRESS])
      const ids = request.query.queue_item_ids?.split(',').map(Number) ?? null
      await labelQueue.empty(callerSubject(request), ids)
      return reply.code(204).send(null)
    },
  )

  app.patch(
    '/label-queue/:queue_item_id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Print more or fewer of a label that waits',
        params: QueueParams,
        body: Copies,
        response: { 200: QueuedLabelSchema },
      },
    },
    async (request) => labelQueue.setCopies(callerSubject(request), request.params.queue_item_id, request.body.copies),
  )

  app.delete(
    '/label-queue/:queue_item_id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Drop one of the labels that wait',
        params: QueueParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      await labelQueue.drop(callerSubject(request), request.params.queue_item_id)
      return reply.code(204).send(null)
    },
  )
}

export default routes
