import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { FilledText, Int32, Note, Nullable } from '../../../services/schema-types.ts'
import { ListMembershipSchema, ListMembershipsSchema } from '../../../services/shopping/shopping-lists/schemas.ts'

const tags = ['Parts']
const PartParams = Type.Object({ part_key: Type.String() })

const ListMembershipCreate = Type.Object(
  {
    shopping_list_id: Int32(),
    needed: Int32({ minimum: 1 }),
    seller_id: Type.Optional(Nullable(Int32())),
    note: Type.Optional(Nullable(Note())),
  },
  { title: 'ListMembershipCreate', examples: [{ shopping_list_id: 1, needed: 20 }] },
)

const ListMembershipQuery = Type.Object(
  {
    part_keys: Type.Array(FilledText(100), {
      minItems: 1,
      maxItems: 250,
      // The route takes keys with blanks around them, and names one that comes again.
      'x-shown-as': Type.Array(Type.String({ pattern: '^[A-Z]{4}$' }), {
        minItems: 1,
        maxItems: 250,
        uniqueItems: true,
      }),
    }),
    include_done: Type.Optional(Nullable(Type.Boolean())),
  },
  { title: 'ListMembershipQuery', examples: [{ part_keys: ['ABCD', 'EFGH'], include_done: false }] },
)

/** Trims the keys. @throws RequestValidationError for a blank key and for one that was named before. */
function parseKeys(keys: readonly string[]): string[] {
  const trimmed = keys.map((key) => key.trim())
  const problems = trimmed.flatMap((key, index) => {
    const field = `part_keys.${index}`
    if (key === '') return [{ field, message: 'must not be blank' }]
    return trimmed.indexOf(key) < index ? [{ field, message: `repeats the key ${key}` }] : []
  })
  if (problems.length > 0) throw new RequestValidationError(problems)
  return trimmed
}

/** The shopping lists that a part stands on. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { parts, memberships } = app

  app.get(
    '/parts/:part_key/shopping-list-memberships',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Shopping lists that need a part',
        params: PartParams,
        response: { 200: Type.Array(ListMembershipSchema) },
      },
    },
    async ({ params }) => {
      const { id } = await parts.identify(params.part_key)
      return (await memberships.membershipsOf([id])).get(id) ?? []
    },
  )

  app.post(
    '/parts/:part_key/shopping-list-memberships',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Put a part on a shopping list',
        params: PartParams,
        body: ListMembershipCreate,
        response: { 201: ListMembershipSchema },
      },
    },
    async ({ params, body }, reply) => {
      const { id } = await parts.identify(params.part_key)
      const membership = await memberships.add(body.shopping_list_id, {
        partId: id,
        needed: body.needed,
        sellerId: body.seller_id ?? null,
        note: body.note ?? null,
      })
      return reply.code(201).send(membership)
    },
  )

  app.post(
    '/parts/shopping-list-memberships/query',
    {
      config: { access: 'reader', idempotency: { around: 'afterwards' } },
      schema: {
        tags,
        summary: 'Shopping lists that need any of many parts',
        body: ListMembershipQuery,
        response: { 200: ListMembershipsSchema },
      },
    },
    async ({ body }) => {
      const found = await parts.identifyAll(parseKeys(body.part_keys))
      const ids = found.map(({ id }) => id)
      const byPart = await memberships.membershipsOf(ids, { includeDone: body.include_done === true })
      return { memberships: found.map(({ id, key }) => ({ part_key: key, memberships: byPart.get(id) ?? [] })) }
    },
  )
}

export default routes
