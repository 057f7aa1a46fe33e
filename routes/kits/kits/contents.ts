import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { ContentChange } from '../../../services/kits/kits/kit-content-service.ts'
import { MAX_KIT_NUMBER } from '../../../services/kits/kits/limits.ts'
import { KitContentSchema } from '../../../services/kits/kits/schemas.ts'
import { Note, Nullable } from '../../../services/schema-types.ts'
import { TaggedRecords } from '../../entity-tags.ts'
import { NoContent } from '../../no-content.ts'
import { partReferenceFields, toPartReference } from '../../part-reference.ts'

const tags = ['Kits']
const KitParams = Type.Object({ kit_id: Type.Integer() })
const ContentParams = Type.Object({ kit_id: Type.Integer(), content_id: Type.Integer() })

const Required = Type.Integer({ minimum: 1, maximum: MAX_KIT_NUMBER, description: 'Pieces that one unit takes' })
const OptionalNote = Type.Optional(Nullable(Note()))
const KitContentCreate = Type.Object(
  { ...partReferenceFields, required_per_unit: Required, note: OptionalNote },
  { title: 'KitContentCreate', examples: [{ part_id: 1, required_per_unit: 4, note: 'R1 to R4' }] },
)
const KitContentUpdate = Type.Object(
  {
    version: Type.Integer({ minimum: 1, description: 'The version that was read' }),
    required_per_unit: Type.Optional(Nullable(Required)),
    note: OptionalNote,
  },
  { title: 'KitContentUpdate', examples: [{ version: 1, required_per_unit: 5 }] },
)

/** An absent or null quantity and an absent note stay as they are; a note of null is cleared. */
function toChange({ version, required_per_unit, note }: Type.Static<typeof KitContentUpdate>): ContentChange {
  const change: ContentChange = { version }
  if (typeof required_per_unit === 'number') change.requiredPerUnit = required_per_unit
  if (note !== undefined) change.note = note
  return change
}

/** `/api/kits/{kit_id}/contents`: what a unit of a kit consists of. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { kitContents } = app
  const tagged = new TaggedRecords({
    schema: KitContentSchema,
    read: ({ kit_id: kitId, content_id: id }: Type.Static<typeof ContentParams>) => kitContents.get(kitId, id),
  })

  app.post(
    '/kits/:kit_id/contents',
    {
      config: { access: 'editor', entityTag: true },
      schema: {
        tags,
        summary: 'Add a part to a kit',
        params: KitParams,
        body: KitContentCreate,
        response: { 201: KitContentSchema },
      },
    },
    async ({ params, body }, reply) => {
      const { required_per_unit: requiredPerUnit, note = null } = body
      const content = { part: toPartReference(body), requiredPerUnit, note }
      return reply.code(201).send(tagged.answerChange(reply, await kitContents.create(params.kit_id, content)))
    },
  )

  app.patch(
    '/kits/:kit_id/contents/:content_id',
    {
      config: { access: 'editor', entityTag: true },
      schema: {
        tags,
        summary: 'Change a content that nobody else has changed',
        params: ContentParams,
        body: KitContentUpdate,
        response: { 200: KitContentSchema },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const content = await tagged.change(request, params, (precondition) =>
        kitContents.update(params.kit_id, params.content_id, toChange(body), precondition),
      )
      return tagged.answerChange(reply, content)
    },
  )

  app.delete(
    '/kits/:kit_id/contents/:content_id',
    {
      config: { access: 'editor', entityTag: true },
      schema: {
        tags,
        summary: 'Take a part out of a kit and its pick lists',
        params: ContentParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { params } = request
      await tagged.change(request, params, (precondition) =>
        kitContents.delete(params.kit_id, params.content_id, precondition),
      )
      return reply.code(204).send(null)
    },
  )
}

export default routes
