import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { invalidRequest } from '../../../plugins/errors/domain-error.ts'
import { PartListItemSchema, PartSchema } from '../../../services/catalogue/parts/schemas.ts'
import { parseInclude } from '../../../services/overviews/part-list/part-list.ts'
import { HistoryEntrySchema, PartStockSchema } from '../../../services/stock/inventory/schemas.ts'
import { NoContent } from '../../no-content.ts'
import { PartCreate, PartUpdate, toPartFields } from './part-body.ts'

const tags = ['Parts']
const PartParams = Type.Object({ part_key: Type.String() })
const MAX_PAGE = 10_000
const INT4_MAX = 2_147_483_647

const PartListQuery = Type.Object({
  limit: Type.Optional(Type.String({ description: 'Parts on the page, 0 to 10000; 50 by default' })),
  offset: Type.Optional(Type.String({ description: 'Parts to pass over; 0 by default' })),
  type_id: Type.Optional(Type.String({ description: 'Only parts of this type' })),
  include: Type.Optional(Type.String({ description: 'Comma-separated: locations, kits, shopping_lists, cover' })),
})

function parseCount(name: string, text: string | undefined, absent: number, max: number): number {
  if (text === undefined) return absent
  const value = Number(text)
  if (!/^\d+$/.test(text) || value > max) throw invalidRequest(`${name} must be an integer from 0 to ${max}`)
  return value
}

/** A type that is no number filters nothing; an id beyond the column's range is one that no type has, like 0. */
function parseTypeId(text: string | undefined): number | null {
  if (text === undefined || !/^-?\d+$/.test(text)) return null
  const id = Number(text)
  return Math.abs(id) <= INT4_MAX ? id : 0
}

/** `/api/parts`: the parts themselves. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { parts, partList, inventory } = app

  app.get(
    '/parts',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'List parts, newest first',
        querystring: PartListQuery,
        response: { 200: Type.Array(PartListItemSchema) },
      },
    },
    async ({ query }) =>
      partList.read({
        limit: parseCount('limit', query.limit, 50, MAX_PAGE),
        offset: parseCount('offset', query.offset, 0, Number.MAX_SAFE_INTEGER),
        typeId: parseTypeId(query.type_id),
        include: parseInclude(query.include),
      }),
  )

  app.post(
    '/parts',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Create a part', body: PartCreate, response: { 201: PartSchema } },
    },
    async ({ body }, reply) =>
      reply.code(201).send(await parts.create({ ...toPartFields(body), description: body.description })),
  )

  app.get(
    '/parts/:part_key',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'Read a part', params: PartParams, response: { 200: PartSchema } },
    },
    async ({ params }) => parts.get(params.part_key),
  )

  app.put(
    '/parts/:part_key',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Change fields of a part',
        params: PartParams,
        body: PartUpdate,
        response: { 200: PartSchema },
      },
    },
    async ({ params, body }) => parts.update(params.part_key, toPartFields(body)),
  )

  app.delete(
    '/parts/:part_key',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Delete a part', params: PartParams, response: { 204: NoContent } },
    },
    async ({ params }, reply) => {
      await parts.delete(params.part_key)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/parts/:part_key/locations',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Where a part is',
        params: PartParams,
        response: { 200: Type.Array(PartStockSchema) },
      },
    },
    async ({ params }) => inventory.locationsOf(params.part_key),
  )

  app.get(
    '/parts/:part_key/history',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: "Changes of a part's stock",
        params: PartParams,
        response: { 200: Type.Array(HistoryEntrySchema) },
      },
    },
    async ({ params }) => inventory.historyOf(params.part_key),
  )
}

export default routes
