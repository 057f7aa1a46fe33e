import { open } from 'node:fs/promises'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { BareRefusal } from '../../../plugins/errors/bare-refusal.ts'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { OutboundError } from '../../../plugins/outbound/outbound-error.ts'
import { documentsOfPart } from '../../../services/catalogue/parts/documents-of-part.ts'
import type { TypedFile } from '../../../services/documents/documents/file-rules.ts'
import { AttachmentCopiedSchema, UrlPreviewSchema } from '../../../services/documents/documents/schemas.ts'
import { Int32 } from '../../../services/schema-types.ts'
import { contentAnswers } from '../content-answers.ts'
import { sendContent } from '../send-content.ts'

const tags = ['Documents']
const AttachmentCopy = Type.Object(
  {
    attachment_id: Int32(),
    target_part_key: Type.String(),
    set_as_cover: Type.Boolean({ default: false }),
  },
  { title: 'AttachmentCopy', examples: [{ attachment_id: 1, target_part_key: 'ABCD', set_as_cover: false }] },
)
const UrlPreviewRequest = Type.Object(
  { url: Type.String({ minLength: 1 }) },
  { title: 'UrlPreviewRequest', examples: [{ url: 'https://www.ti.com/product/NE555' }] },
)
/** Checked by the route, with messages that clients expect. */
const UrlQuery = Type.Object(
  { url: Type.Optional(Type.String()) },
  { 'x-shown-as': Type.Object({ url: Type.String({ minLength: 1 }) }) },
)

/** @throws BareRefusal 400 for none. */
function requireUrl(url = ''): string {
  if (url === '') throw new BareRefusal(400, 'URL parameter required')
  return url
}

/** Sends a downloaded file and deletes it as soon as it is open: an open file can still be read to its end. */
async function sendOnce(
  request: FastifyRequest,
  reply: FastifyReply,
  { file, contentType }: TypedFile,
  disposition?: string,
): Promise<FastifyReply> {
  try {
    return await sendContent(request, reply, {
      size: file.size,
      contentType,
      cacheControl: 'no-cache',
      etag: `"${file.sha256}"`,
      disposition,
      read: async (range) => {
        const opened = await open(file.path)
        await file.dispose()
        return opened.createReadStream(range ? { start: range.first, end: range.last } : {})
      },
    })
  } finally {
    await file.dispose()
  }
}

/** What is at a URL, before it is attached; and copies of attachments. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { attachmentWriter, fileRules, urlAttachments, urlReader } = app

  app.post(
    '/parts/copy-attachment',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Copy an attachment to a part',
        body: AttachmentCopy,
        response: { 200: AttachmentCopiedSchema },
      },
    },
    async ({ body }) => ({
      attachment: await attachmentWriter.copy(
        body.attachment_id,
        documentsOfPart(body.target_part_key),
        body.set_as_cover,
      ),
    }),
  )

  app.post(
    '/parts/attachment-preview',
    {
      config: { access: 'editor', idempotency: { around: 'afterwards' } },
      schema: { tags, summary: 'Look what is at a URL', body: UrlPreviewRequest, response: { 200: UrlPreviewSchema } },
    },
    async ({ body }) =>
      urlAttachments.preview(body.url).catch((error) => {
        if (!(error instanceof OutboundError)) throw error
        throw new DomainError(
          400,
          'URL_PREVIEW_FAILED',
          'Failed to extract URL preview',
          error.message,
          {},
          { passes: true },
        )
      }),
  )

  app.get(
    '/parts/attachment-preview/image',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'A picture of what is at a URL',
        querystring: UrlQuery,
        response: contentAnswers('The picture', 'image/*'),
      },
    },
    async (request, reply) => {
      const url = requireUrl(request.query.url)
      const picture = await urlAttachments.previewImage(url).catch((error) => {
        if (!(error instanceof OutboundError)) throw error
        return null
      })
      if (!picture) throw new BareRefusal(404, 'No preview image available')
      return sendOnce(request, reply, picture)
    },
  )

  app.get(
    '/parts/attachment-proxy/content',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'The picture or PDF at a URL, from our own origin',
        querystring: UrlQuery,
        response: contentAnswers('The picture or PDF', '*/*'),
      },
    },
    async (request, reply) => {
      const url = requireUrl(request.query.url)
      const content = await urlReader.fetch(url).catch((error) => {
        if (!(error instanceof OutboundError)) throw error
        throw new BareRefusal(404, `Failed to retrieve content: ${error.message}`)
      })
      const { contentType } = content
      if (!fileRules.isImage(contentType) && contentType !== 'application/pdf') {
        await content.file.dispose()
        throw new BareRefusal(404, `Failed to retrieve content: ${contentType} is not shown`)
      }
      return sendOnce(request, reply, content, 'inline')
    },
  )
}

export default routes
