import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { FilledText, Int32, LongText, Note, Nullable } from '../../../services/schema-types.ts'
import { KitChipSchema } from '../../../services/shopping/kit-shopping-lists/schemas.ts'
import { LineOfferSchema } from '../../../services/shopping/shopping-lists/offer-schemas.ts'
import {
  ShoppingListLineSchema,
  ShoppingListLinesSchema,
  ShoppingListSchema,
  ShoppingListStatusSchema,
  ShoppingListSummarySchema,
} from '../../../services/shopping/shopping-lists/schemas.ts'
import { TaggedRecords } from '../../entity-tags.ts'
import { NoContent } from '../../no-content.ts'
import { After, nextPageLink, parseAfter } from '../../page-position.ts'
import { partReferenceFields, toPartReference } from '../../part-reference.ts'
import { requireName } from '../../require-name.ts'
import { taggedLines } from '../shopping-list-lines/line-tags.ts'

const tags = ['Shopping lists']
const ListParams = Type.Object({ list_id: Type.Integer() })

const Name = FilledText(255)
const ShoppingListCreate = Type.Object(
  { name: Name, description: Type.Optional(Nullable(LongText())) },
  { title: 'ShoppingListCreate', examples: [{ name: 'March', description: 'For the power supplies' }] },
)
const ShoppingListUpdate = Type.Object(
  { name: Type.Optional(Nullable(Name)), description: Type.Optional(Nullable(LongText())) },
  { title: 'ShoppingListUpdate', examples: [{ name: 'April' }] },
)
const ShoppingListStatusUpdate = Type.Object(
  { status: ShoppingListStatusSchema },
  { title: 'ShoppingListStatusUpdate', examples: [{ status: 'done' }] },
)
const ShoppingListLineCreate = Type.Object(
  {
    ...partReferenceFields,
    needed: Int32({ minimum: 1 }),
    seller_id: Type.Optional(Nullable(Int32())),
    note: Type.Optional(Nullable(Note())),
  },
  { title: 'ShoppingListLineCreate', examples: [{ part_id: 1, needed: 20, seller_id: 1, note: 'Any of 1 %' }] },
)

const ON = ['true', '1', 'yes', 'on']
const SWITCH_WORDS = [...ON, 't', 'y', 'false', '0', 'no', 'off', 'f', 'n']
/** The words in any case. */
const SWITCH_PATTERN = `^(?:${SWITCH_WORDS.map((word) => word.replace(/[a-z]/g, (sign) => `[${sign}${sign.toUpperCase()}]`)).join('|')})$`
const OverviewQuery = Type.Object({
  include_done: Type.Optional(
    Type.Array(Type.String(), { 'x-shown-as': Type.String({ pattern: SWITCH_PATTERN, description: 'true or false' }) }),
  ),
  status: Type.Optional(Type.Array(Type.String({ description: 'active or done; repeated, or separated by commas' }))),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1000, description: 'Lists of a page; without it all of them are answered' }),
  ),
  after: Type.Optional(After),
})
const LinesQuery = Type.Object({ include_done: Type.Optional(Type.String()) })

const STATUSES = ['active', 'done']

/** @throws RequestValidationError for a repeated parameter and for a text that is no yes or no. */
function parseIncludeDone(sent: readonly string[] = []): boolean {
  const [text] = sent
  if (text === undefined) return false
  const word = text.toLowerCase()
  if (sent.length === 1 && SWITCH_WORDS.includes(word)) return ON.includes(word)
  throw new RequestValidationError([{ field: 'include_done', message: 'must be true or false' }])
}

/** @throws DomainError 409 for an unknown status. */
function parseStatuses(sent?: readonly string[]): string[] | null {
  if (sent === undefined) return null
  const words = [...new Set(sent.flatMap((text) => text.split(',').map((word) => word.trim())))].filter(Boolean)
  const unknown = words.filter((word) => !STATUSES.includes(word))
  if (unknown.length === 0) return words
  throw invalidOperation(
    'list shopping lists',
    `unknown status ${unknown.join(', ')}; valid are ${STATUSES.join(', ')}`,
  )
}

/** `/api/shopping-lists`: what must be bought. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { shoppingLists, shoppingListLines, kitShoppingLists } = app
  const tagged = new TaggedRecords({ schema: ShoppingListSchema, read: (id: number) => shoppingLists.get(id) })
  const lines = taggedLines(shoppingListLines)
  const readAgain = { by: ['id'], read: (id: string) => shoppingLists.get(Number(id)) }

  app.get(
    '/shopping-lists',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'List shopping lists',
        querystring: OverviewQuery,
        response: { 200: Type.Array(ShoppingListSummarySchema) },
      },
    },
    async ({ query }, reply) => {
      const { items, next } = await shoppingLists.list({
        includeDone: parseIncludeDone(query.include_done),
        statuses: parseStatuses(query.status),
        limit: query.limit ?? null,
        after: parseAfter(query.after),
      })
      if (next !== null) reply.header('link', nextPageLink(`${app.prefix}/shopping-lists`, query, next))
      return items
    },
  )

  app.post(
    '/shopping-lists',
    {
      config: { access: 'editor', idempotency: { readAgain }, entityTag: true },
      schema: { tags, summary: 'Create a list', body: ShoppingListCreate, response: { 201: ShoppingListSchema } },
    },
    async ({ body }, reply) => {
      const list = await shoppingLists.create(requireName(body.name), body.description ?? null)
      return reply.code(201).send(tagged.answerChange(reply, list))
    },
  )

  app.get(
    '/shopping-lists/:list_id',
    {
      config: { access: 'reader', entityTag: true },
      schema: { tags, summary: 'Read a list', params: ListParams, response: { 200: ShoppingListSchema } },
    },
    async (request, reply) => tagged.answerRead(request, reply, request.params.list_id),
  )

  app.put(
    '/shopping-lists/:list_id',
    {
      config: { access: 'editor', idempotency: { readAgain }, entityTag: true },
      schema: {
        tags,
        summary: 'Change name or description of a list',
        params: ListParams,
        body: ShoppingListUpdate,
        response: { 200: ShoppingListSchema },
      },
    },
    async (request, reply) => {
      const { list_id: id } = request.params
      const { name, description } = request.body
      const fields = {
        ...(typeof name === 'string' ? { name: requireName(name) } : {}),
        ...(description === undefined ? {} : { description }),
      }
      const list = await tagged.change(request, id, (precondition) => shoppingLists.update(id, fields, precondition))
      return tagged.answerChange(reply, list)
    },
  )

  app.delete(
    '/shopping-lists/:list_id',
    {
      config: { access: 'editor', entityTag: true },
      schema: { tags, summary: 'Delete a list', params: ListParams, response: { 204: NoContent } },
    },
    async (request, reply) => {
      const { list_id: id } = request.params
      await tagged.change(request, id, (precondition) => shoppingLists.delete(id, precondition))
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/shopping-lists/:list_id/status',
    {
      config: { access: 'editor', idempotency: { readAgain }, entityTag: true },
      schema: {
        tags,
        summary: 'Finish a list',
        params: ListParams,
        body: ShoppingListStatusUpdate,
        response: { 200: ShoppingListSchema },
      },
    },
    async (request, reply) => {
      const { list_id: id } = request.params
      const { status } = request.body
      const list = await tagged.change(request, id, (precondition) => shoppingLists.setStatus(id, status, precondition))
      return tagged.answerChange(reply, list)
    },
  )

  app.get(
    '/shopping-lists/:list_id/kits',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Kits that a list buys for',
        params: ListParams,
        response: { 200: Type.Array(KitChipSchema) },
      },
    },
    async ({ params }) => kitShoppingLists.kitsOfList(params.list_id),
  )

  app.get(
    '/shopping-lists/:list_id/lines',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Lines of a list',
        params: ListParams,
        querystring: LinesQuery,
        response: { 200: ShoppingListLinesSchema },
      },
    },
    async ({ params, query }) => {
      const text = query.include_done
      const includeDone = text === undefined || ON.includes(text.toLowerCase())
      return { lines: await shoppingLists.lines(params.list_id, includeDone) }
    },
  )

  app.get(
    '/shopping-lists/:list_id/offers',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'What is known of buying the lines of a list',
        description:
          'Of each line, in the order of the list: the numbers that its seller has for the part, and what was paid for the part last, to that seller if anything was.',
        params: ListParams,
        response: { 200: Type.Array(LineOfferSchema) },
      },
    },
    async ({ params }) => shoppingLists.offers(params.list_id),
  )

  app.post(
    '/shopping-lists/:list_id/lines',
    {
      config: { access: 'editor', entityTag: true },
      schema: {
        tags,
        summary: 'Add a line',
        params: ListParams,
        body: ShoppingListLineCreate,
        response: { 201: ShoppingListLineSchema },
      },
    },
    async ({ params, body }, reply) => {
      const line = await shoppingListLines.add(params.list_id, {
        part: toPartReference(body),
        needed: body.needed,
        sellerId: body.seller_id ?? null,
        note: body.note ?? null,
      })
      return reply.code(201).send(lines.answerChange(reply, line))
    },
  )
}

export default routes
