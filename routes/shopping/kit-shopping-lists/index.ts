import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { Int32, LongText, Note, Nullable } from '../../../services/schema-types.ts'
import type { PushTarget } from '../../../services/shopping/kit-shopping-lists/kit-shopping-list-service.ts'
import { KitLinkSchema } from '../../../services/shopping/kit-shopping-lists/link-schemas.ts'
import { PushResultSchema } from '../../../services/shopping/kit-shopping-lists/schemas.ts'
import { NoContent } from '../../no-content.ts'

const tags = ['Kits']
const KitParams = Type.Object({ kit_id: Type.Integer() })
const LinkParams = Type.Object({ link_id: Type.Integer() })

const PushRequest = Type.Object(
  {
    units: Type.Optional(Nullable(Int32({ minimum: 1 }))),
    honor_reserved: Type.Optional(Type.Boolean()),
    shopping_list_id: Type.Optional(Nullable(Int32())),
    new_list_name: Type.Optional(Nullable(Type.String({ maxLength: 255 }))),
    new_list_description: Type.Optional(Nullable(LongText())),
    note_prefix: Type.Optional(Nullable(Note())),
  },
  {
    title: 'PushRequest',
    examples: [
      { units: 2, honor_reserved: true, new_list_name: 'For two power supplies', note_prefix: 'Power supply' },
    ],
  },
)

/** @throws RequestValidationError when neither a list nor a name for a new one is given. */
function toTarget(body: Type.Static<typeof PushRequest>): PushTarget {
  if (typeof body.shopping_list_id === 'number') return { listId: body.shopping_list_id }
  const name = body.new_list_name?.trim()
  if (name) return { name, description: body.new_list_description ?? null }
  throw new RequestValidationError([
    { field: 'shopping_list_id', message: 'is required unless new_list_name is given' },
  ])
}

/** What a kit lacks, pushed to shopping lists. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { kitShoppingLists } = app

  app.get(
    '/kits/:kit_id/shopping-lists',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Shopping lists that a kit was pushed to',
        params: KitParams,
        response: { 200: Type.Array(KitLinkSchema) },
      },
    },
    async ({ params }) => kitShoppingLists.linksOfKit(params.kit_id),
  )

  app.post(
    '/kits/:kit_id/shopping-lists',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Push what a kit lacks to a shopping list',
        params: KitParams,
        body: PushRequest,
        response: { 200: PushResultSchema, 201: PushResultSchema },
      },
    },
    async ({ params, body }, reply) => {
      const result = await kitShoppingLists.push(params.kit_id, {
        units: body.units ?? null,
        honorReserved: body.honor_reserved === true,
        target: toTarget(body),
        notePrefix: body.note_prefix?.trim() || null,
      })
      return reply.code(result.created_new_list ? 201 : 200).send(result)
    },
  )

  app.delete(
    '/kit-shopping-list-links/:link_id',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Remove a link', params: LinkParams, response: { 204: NoContent } },
    },
    async ({ params }, reply) => {
      await kitShoppingLists.unlink(params.link_id)
      return reply.code(204).send(null)
    },
  )
}

export default routes
