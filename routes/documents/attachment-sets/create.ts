import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { BareRefusal } from '../../../plugins/errors/bare-refusal.ts'
import { visibleName } from '../../../plugins/validation/visible-name.ts'
import { type AttachmentDto, AttachmentSchema } from '../../../services/documents/documents/schemas.ts'
import { FilledText } from '../../../services/schema-types.ts'
import { acceptUploadForms, FilePart, namedFile, partsOf, readUploadForm, receivedContent } from '../../upload-form.ts'

const SetParams = Type.Object({ set_id: Type.Integer() })
const MAX_TITLE = 255
const UrlAttachmentCreate = Type.Object(
  { title: FilledText(MAX_TITLE), url: Type.String({ minLength: 1, maxLength: 2000 }) },
  {
    title: 'UrlAttachmentCreate',
    examples: [{ title: 'Datasheet', url: 'https://www.ti.com/lit/ds/symlink/ne555.pdf' }],
  },
)

/** For the API document only: the handler reads the parts itself, as they arrive. */
const UploadForm = Type.Object({
  title: FilledText(MAX_TITLE),
  file: FilePart('A PDF or a picture, with a file name'),
})

function isForm(request: FastifyRequest): boolean {
  return /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')
}

/** @throws BareRefusal 400 for a title that cannot be stored. */
function formTitle(title: string | null): string {
  const trimmed = visibleName(title ?? '').trim()
  if (title?.includes('\0')) throw new BareRefusal(400, 'Title must not contain the character U+0000')
  if (trimmed === '') throw new BareRefusal(400, 'Title is required')
  if ([...trimmed].length > MAX_TITLE) throw new BareRefusal(400, `Title must have at most ${MAX_TITLE} characters`)
  return trimmed.toWellFormed()
}

/** `POST /api/attachment-sets/{set_id}/attachments`: a file in a form, or a URL in JSON. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { attachments, attachmentWriter, fileRules, temporaryFolder, urlAttachments } = app
  await acceptUploadForms(app)

  async function addUpload(request: FastifyRequest, setId: number): Promise<AttachmentDto> {
    const form = await readUploadForm(request, (source) => fileRules.receiveDocument(source, temporaryFolder))
    try {
      await request.identifyForm(partsOf(form))
      const file = namedFile(form)
      const title = formTitle(form.title)
      await attachments.assertSetExists(setId)
      return await attachmentWriter.addUpload(setId, title, file.name, receivedContent(file))
    } finally {
      await form.dispose()
    }
  }

  app.post<{ Params: { set_id: number }; Body: Type.Static<typeof UrlAttachmentCreate> }>(
    '/attachment-sets/:set_id/attachments',
    {
      config: { access: 'editor', idempotency: { around: { status: 201 } } },
      schema: {
        tags: ['Documents'],
        summary: 'Add a file or a URL to a set',
        params: SetParams,
        body: {
          content: {
            'application/json': { schema: UrlAttachmentCreate },
            'multipart/form-data': {
              schema: UploadForm,
            },
          },
        },
        response: { 201: AttachmentSchema },
      },
      onRequest: (request, _reply, done) => {
        const isJson = /^application\/json\b/i.test(request.headers['content-type'] ?? '')
        if (isJson || isForm(request)) done()
        else done(new BareRefusal(400, 'Content-Type must be multipart/form-data or application/json'))
      },
    },
    async (request, reply) => {
      const { set_id: setId } = request.params
      if (!isForm(request)) {
        const { title, url } = request.body
        return reply.code(201).send(await urlAttachments.attach(setId, title.trim(), url))
      }
      return reply.code(201).send(await addUpload(request, setId))
    },
  )
}

export default routes
