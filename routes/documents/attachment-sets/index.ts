import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  AttachmentListItemSchema,
  AttachmentSchema,
  AttachmentSetSchema,
  CoverSchema,
} from '../../../services/documents/documents/schemas.ts'
import { FilledText, Int32, Nullable } from '../../../services/schema-types.ts'
import { NoContent } from '../../no-content.ts'

const tags = ['Documents']
const SetParams = Type.Object({ set_id: Type.Integer() })
const AttachmentParams = Type.Object({ set_id: Type.Integer(), attachment_id: Type.Integer() })
const AttachmentUpdate = Type.Object(
  { title: Type.Optional(Nullable(FilledText(255))) },
  {
    title: 'AttachmentUpdate',
    default: {},
    examples: [{ title: 'Datasheet, revision C' }],
    description: 'A title that is absent or null stays as it is',
  },
)
const CoverUpdate = Type.Object(
  { attachment_id: Nullable(Int32({ description: 'Null takes the cover away' })) },
  { title: 'CoverUpdate', examples: [{ attachment_id: 1 }] },
)

/** `/api/attachment-sets`: the documents of parts and kits. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { attachments } = app

  app.get(
    '/attachment-sets/:set_id',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'Read a set', params: SetParams, response: { 200: AttachmentSetSchema } },
    },
    async ({ params }) => attachments.getSet(params.set_id),
  )

  app.get(
    '/attachment-sets/:set_id/attachments',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'List the attachments of a set',
        params: SetParams,
        response: { 200: Type.Array(AttachmentListItemSchema) },
      },
    },
    async ({ params }) => attachments.list(params.set_id),
  )

  app.get(
    '/attachment-sets/:set_id/attachments/:attachment_id',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'Read an attachment', params: AttachmentParams, response: { 200: AttachmentSchema } },
    },
    async ({ params }) => attachments.get(params.set_id, params.attachment_id),
  )

  app.put(
    '/attachment-sets/:set_id/attachments/:attachment_id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Rename an attachment',
        params: AttachmentParams,
        body: AttachmentUpdate,
        response: { 200: AttachmentSchema },
      },
    },
    async ({ params, body: { title = null } }) =>
      attachments.rename(params.set_id, params.attachment_id, title?.trim() ?? null),
  )

  app.delete(
    '/attachment-sets/:set_id/attachments/:attachment_id',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Delete an attachment', params: AttachmentParams, response: { 204: NoContent } },
    },
    async ({ params }, reply) => {
      await attachments.delete(params.set_id, params.attachment_id)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/attachment-sets/:set_id/cover',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'Read the cover of a set', params: SetParams, response: { 200: CoverSchema } },
    },
    async ({ params }) => attachments.getCover(params.set_id),
  )

  app.put(
    '/attachment-sets/:set_id/cover',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Choose the cover of a set',
        params: SetParams,
        body: CoverUpdate,
        response: { 200: CoverSchema },
      },
    },
    async ({ params, body }) => attachments.setCover(params.set_id, body.attachment_id),
  )

  app.delete(
    '/attachment-sets/:set_id/cover',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Take the cover of a set away', params: SetParams, response: { 200: CoverSchema } },
    },
    async ({ params }) => attachments.setCover(params.set_id, null),
  )
}

export default routes
