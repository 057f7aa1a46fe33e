import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PickListMembershipsSchema } from '../../../services/kits/pick-lists/schemas.ts'
import { Int32 } from '../../../services/schema-types.ts'
import { ShoppingListMembershipsSchema } from '../../../services/shopping/kit-shopping-lists/link-schemas.ts'

const tags = ['Kits']
const KitMembershipQuery = Type.Object(
  {
    kit_ids: Type.Array(Int32({ minimum: 1 }), { minItems: 1, maxItems: 250, uniqueItems: true }),
    include_done: Type.Optional(Type.Boolean({ default: false })),
  },
  { title: 'KitMembershipQuery', examples: [{ kit_ids: [1, 2], include_done: false }] },
)

/** The shopping lists and the pick lists of many kits at once. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { kitLinkList, pickLists } = app

  app.post(
    '/kits/shopping-list-memberships/query',
    {
      config: { access: 'reader', idempotency: { around: 'afterwards' } },
      schema: {
        tags,
        summary: 'Shopping lists of many kits',
        body: KitMembershipQuery,
        response: { 200: ShoppingListMembershipsSchema },
      },
    },
    async ({ body }) => {
      const links = await kitLinkList.ofKits(body.kit_ids, { includeDone: body.include_done === true })
      return { memberships: links.map(({ kitId, items }) => ({ kit_id: kitId, memberships: items })) }
    },
  )

  app.post(
    '/kits/pick-list-memberships/query',
    {
      config: { access: 'reader', idempotency: { around: 'afterwards' } },
      schema: {
        tags,
        summary: 'Pick lists of many kits',
        body: KitMembershipQuery,
        response: { 200: PickListMembershipsSchema },
      },
    },
    async ({ body }) => {
      const lists = await pickLists.ofKits(body.kit_ids, { includeDone: body.include_done === true })
      return { memberships: lists.map(({ kitId, items }) => ({ kit_id: kitId, pick_lists: items })) }
    },
  )
}

export default routes
