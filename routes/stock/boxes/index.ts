import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Versioned } from '../../../plugins/entity-tags/entity-tag.ts'
import { BoxSchema, BoxUsageSchema } from '../../../services/stock/boxes/schemas.ts'
import { TaggedRecords } from '../../entity-tags.ts'
import { NoContent } from '../../no-content.ts'
import { isTrue } from '../../query-switch.ts'
import { BoxCreate, BoxParams, BoxUpdate, LocationList, LocationListQuery } from './schemas.ts'

const tags = ['Boxes']

/** `/api/boxes`: the numbered boxes and their locations. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { boxes } = app
  const tagged = new TaggedRecords<number, Versioned, Awaited<ReturnType<typeof boxes.get>>>({
    schema: BoxSchema,
    read: (boxNo) => boxes.get(boxNo),
    readFacts: (boxNo) => boxes.readVersion(boxNo),
    // A box shows nothing that its version does not cover.
    rest: () => null,
  })

  app.post(
    '/boxes',
    {
      config: { access: 'editor', entityTag: true },
      schema: { tags, summary: 'Create a box', body: BoxCreate, response: { 201: BoxSchema } },
    },
    async ({ body }, reply) => reply.code(201).send(tagged.answerChange(reply, await boxes.create(body))),
  )

  app.get(
    '/boxes/:box_no',
    {
      config: { access: 'reader', entityTag: true },
      schema: { tags, summary: 'Read a box', params: BoxParams, response: { 200: BoxSchema } },
    },
    async (request, reply) => tagged.answerRead(request, reply, request.params.box_no),
  )

  app.put(
    '/boxes/:box_no',
    {
      config: { access: 'editor', entityTag: true },
      schema: { tags, summary: 'Change a box', params: BoxParams, body: BoxUpdate, response: { 200: BoxSchema } },
    },
    async (request, reply) => {
      const { box_no: boxNo } = request.params
      const box = await tagged.change(request, boxNo, (precondition) => boxes.update(boxNo, request.body, precondition))
      return tagged.answerChange(reply, box)
    },
  )

  app.delete(
    '/boxes/:box_no',
    {
      config: { access: 'editor', entityTag: true },
      schema: { tags, summary: 'Delete a box', params: BoxParams, response: { 204: NoContent } },
    },
    async (request, reply) => {
      const { box_no: boxNo } = request.params
      await tagged.change(request, boxNo, (precondition) => boxes.delete(boxNo, precondition))
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/boxes/:box_no/usage',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'How full a box is', params: BoxParams, response: { 200: BoxUsageSchema } },
    },
    async ({ params }) => boxes.usage(params.box_no),
  )

  app.get(
    '/boxes/:box_no/locations',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'List the locations of a box',
        params: BoxParams,
        querystring: LocationListQuery,
        response: { 200: LocationList },
      },
    },
    async ({ params, query }) =>
      isTrue(query.include_parts) ? boxes.locationsWithParts(params.box_no) : boxes.locations(params.box_no),
  )
}

export default routes
