import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Versioned } from '../../../plugins/entity-tags/entity-tag.ts'
import {
  KitBuildableSchema,
  type KitDto,
  KitSchema,
  KitStatusSchema,
  KitSummarySchema,
} from '../../../services/kits/kits/schemas.ts'
import { NoContent } from '../../no-content.ts'
import { After, nextPageLink, parseAfter } from '../../page-position.ts'
import { requireName } from '../../require-name.ts'
import { KitCreate, KitUpdate, toKitFields } from './kit-body.ts'
import { taggedKits } from './kit-tags.ts'
import { refuseRepeated } from './refuse-repeated.ts'

const tags = ['Kits']
const KitParams = Type.Object({ kit_id: Type.Integer() })

const Status = Type.Optional({ ...KitStatusSchema, default: 'active' as const })
const KitListQuery = Type.Object({
  status: Status,
  query: Type.Optional(Type.String({ minLength: 1, description: 'Text in the name or the description' })),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 100, description: 'Kits of a page; without it all of them are answered' }),
  ),
  after: Type.Optional(After),
})

/** `/api/kits`: the kits themselves. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { kits, kitDetails } = app
  const tagged = taggedKits((id) => kitDetails.read(id))

  /** The tag is that of the kit as it is read, which shows more than the answer; the version is that of the answer. */
  async function answerChange(reply: Pick<FastifyReply, 'header'>, kit: KitDto & Versioned): Promise<KitDto> {
    tagged.answerChange(reply, { ...(await kitDetails.read(kit.id)), version: kit.version })
    return kit
  }

  app.get(
    '/kits',
    {
      config: { access: 'reader' },
      preValidation: refuseRepeated,
      schema: {
        tags,
        summary: 'List kits of a status, the last changed first',
        querystring: KitListQuery,
        response: { 200: Type.Array(KitSummarySchema) },
      },
    },
    async ({ query }, reply) => {
      const { items, next } = await kits.list({
        status: query.status ?? 'active',
        text: query.query,
        limit: query.limit,
        after: parseAfter(query.after),
      })
      if (next !== null) reply.header('link', nextPageLink(`${app.prefix}/kits`, query, next))
      return items
    },
  )

  app.get(
    '/kits/buildable',
    {
      config: { access: 'reader' },
      preValidation: refuseRepeated,
      schema: {
        tags,
        summary: 'How many units of each kit can be built now',
        querystring: Type.Object({ status: Status }),
        response: { 200: Type.Array(KitBuildableSchema) },
      },
    },
    async ({ query }) => kits.buildable(query.status ?? 'active'),
  )

  app.post(
    '/kits',
    {
      config: { access: 'editor', entityTag: true },
      schema: { tags, summary: 'Create a kit', body: KitCreate, response: { 201: KitSchema } },
    },
    async ({ body }, reply) => {
      const kit = await kits.create({ ...toKitFields(body), name: requireName(body.name) })
      return reply.code(201).send(await answerChange(reply, kit))
    },
  )

  app.patch(
    '/kits/:kit_id',
    {
      config: { access: 'editor', entityTag: true },
      schema: {
        tags,
        summary: 'Change fields of an active kit',
        params: KitParams,
        body: KitUpdate,
        response: { 200: KitSchema },
      },
    },
    async (request, reply) => {
      const { kit_id: id } = request.params
      const fields = toKitFields(request.body)
      const kit = await tagged.change(request, id, (precondition) => kits.update(id, fields, precondition))
      return answerChange(reply, kit)
    },
  )

  app.post(
    '/kits/:kit_id/archive',
    {
      config: { access: 'editor', entityTag: true },
      schema: { tags, summary: 'Put a kit into the archive', params: KitParams, response: { 200: KitSchema } },
    },
    async ({ params }, reply) => answerChange(reply, await kits.archive(params.kit_id)),
  )

  app.post(
    '/kits/:kit_id/unarchive',
    {
      config: { access: 'editor', entityTag: true },
      schema: { tags, summary: 'Take a kit back from the archive', params: KitParams, response: { 200: KitSchema } },
    },
    async ({ params }, reply) => answerChange(reply, await kits.unarchive(params.kit_id)),
  )

  app.delete(
    '/kits/:kit_id',
    {
      config: { access: 'editor', entityTag: true },
      schema: {
        tags,
        summary: 'Delete a kit with contents and pick lists',
        params: KitParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { kit_id: id } = request.params
      await tagged.change(request, id, (precondition) => kits.delete(id, precondition))
      return reply.code(204).send(null)
    },
  )
}

export default routes
