import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { ShortfallAction } from '../../../services/kits/pick-lists/plan.ts'
import {
  PickListDetailSchema,
  PickListPreviewSchema,
  PickListSummarySchema,
} from '../../../services/kits/pick-lists/schemas.ts'
import { Int32, Nullable, OneOf } from '../../../services/schema-types.ts'
import { taggedPickLists } from '../pick-lists/pick-list-tags.ts'

const tags = ['Pick lists']
const KitParams = Type.Object({ kit_id: Type.Integer() })

const Units = Int32({ minimum: 1, description: 'Units to build' })
const ShortfallHandling = Type.Object(
  { action: OneOf(['reject', 'limit', 'omit'], { title: 'ShortfallAction' }) },
  { title: 'ShortfallHandling' },
)
const HandlingByPart = Type.Unsafe<Record<string, Type.Static<typeof ShortfallHandling>>>({
  type: 'object',
  additionalProperties: ShortfallHandling,
  description: 'What to do with parts that are short, by part key; those not named are rejected',
})
const PickListCreate = Type.Object(
  { requested_units: Units, shortfall_handling: Type.Optional(Nullable(HandlingByPart)) },
  { title: 'PickListCreate', examples: [{ requested_units: 1, shortfall_handling: { ABCD: { action: 'limit' } } }] },
)
const PickListPreviewRequest = Type.Object(
  { requested_units: Units },
  { title: 'PickListPreviewRequest', examples: [{ requested_units: 2 }] },
)

function toActions(handling: Type.Static<typeof HandlingByPart> | null): Map<string, ShortfallAction> {
  return new Map(Object.entries(handling ?? {}).map(([key, { action }]) => [key, action]))
}

/** `/api/kits/{kit_id}/pick-lists`: the pick lists of a kit. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { pickLists } = app
  const tagged = taggedPickLists(pickLists)
  const readAgain = { by: ['id'], read: (id: string) => pickLists.get(Number(id)) }

  app.get(
    '/kits/:kit_id/pick-lists',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'List the pick lists of a kit, the newest first',
        params: KitParams,
        response: { 200: Type.Array(PickListSummarySchema) },
      },
    },
    async ({ params }) => {
      const lists = await pickLists.ofKits([params.kit_id], { includeDone: true })
      return lists.flatMap(({ items }) => items)
    },
  )

  app.post(
    '/kits/:kit_id/pick-lists/preview',
    {
      config: { access: 'editor', idempotency: { around: 'afterwards' } },
      schema: {
        tags,
        summary: 'Parts that would be short',
        params: KitParams,
        body: PickListPreviewRequest,
        response: { 200: PickListPreviewSchema },
      },
    },
    async ({ params, body }) => ({
      parts_with_shortfall: await pickLists.preview(params.kit_id, body.requested_units),
    }),
  )

  app.post(
    '/kits/:kit_id/pick-lists',
    {
      config: { access: 'editor', idempotency: { readAgain }, entityTag: true },
      schema: {
        tags,
        summary: 'Create a pick list',
        params: KitParams,
        body: PickListCreate,
        response: { 201: PickListDetailSchema },
      },
    },
    async ({ params, body }, reply) => {
      const list = await pickLists.create(params.kit_id, {
        requestedUnits: body.requested_units,
        shortfallActions: toActions(body.shortfall_handling ?? null),
      })
      return reply.code(201).send(tagged.answerChange(reply, list))
    },
  )
}

export default routes
