import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { BareRefusal } from '../../../plugins/errors/bare-refusal.ts'
import { acceptForms } from '../../../plugins/external/forms.ts'
import { PastedText } from '../../../services/exchange/imports/change-schemas.ts'
import { GivenOptions } from '../../../services/exchange/imports/options.ts'
import { type ImportDto, ImportSchema, KindSchema } from '../../../services/exchange/imports/schemas.ts'
import { Int32 } from '../../../services/schema-types.ts'
import { FilePart } from '../../upload-form.ts'
import { importCaller } from './caller.ts'
import { FORM_LIMITS, readImportForm, tooLarge } from './import-form.ts'

/** JSON needs more bytes than the text that it holds. */
const JSON_OVERHEAD = 2

/** For the API document only: the handler reads the parts itself, as they arrive. */
const Form = Type.Object(
  {
    file: FilePart('A spreadsheet, a text with delimiters, or JSON'),
    kind: Type.Optional(KindSchema),
    mapping_id: Type.Optional(Int32({ minimum: 1 })),
    options: Type.Optional(GivenOptions),
  },
  { additionalProperties: false },
)

function isForm(request: FastifyRequest): boolean {
  return /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')
}

/** `POST /api/imports`: a file in a form, or pasted text in JSON. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { config, imports, temporaryFolder } = app
  const maxSize = config.maxImportSize
  await acceptForms(app, FORM_LIMITS)

  async function addForm(request: FastifyRequest): Promise<ImportDto> {
    const { file, kind, mappingId, options } = await readImportForm(request, temporaryFolder, maxSize)
    try {
      return await imports.add(
        { fileName: file.name, file: file.content, kind, mappingId, options },
        importCaller(request),
      )
    } finally {
      await file.content.dispose()
    }
  }

  async function addText(request: FastifyRequest, body: Static<typeof PastedText>): Promise<ImportDto> {
    const bytes = Buffer.from(body.text)
    if (bytes.length > maxSize) throw tooLarge(maxSize)
    const file = {
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      open: () => Readable.from([bytes]),
    }
    const { file_name: fileName = 'pasted text', kind = null, mapping_id: mappingId = null, options = {} } = body
    return imports.add({ fileName, file, kind, mappingId, options }, importCaller(request))
  }

  app.post<{ Body: Static<typeof PastedText> }>(
    '/imports',
    {
      bodyLimit: Math.max(maxSize * JSON_OVERHEAD, 1_048_576),
      config: { access: 'editor', idempotency: { around: { status: 202 } } },
      schema: {
        tags: ['Imports'],
        summary: 'Import a file or a text',
        description:
          'The file is read in the background, and shown as a proposal; nothing of the inventory changes before it is committed.',
        body: {
          content: { 'application/json': { schema: PastedText }, 'multipart/form-data': { schema: Form } },
        },
        response: { 202: ImportSchema },
      },
      onRequest: (request, _reply, done) => {
        const isJson = /^application\/json\b/i.test(request.headers['content-type'] ?? '')
        if (isJson || isForm(request)) done()
        else done(new BareRefusal(400, 'Content-Type must be multipart/form-data or application/json'))
      },
    },
    async (request, reply) => {
      const added = isForm(request) ? await addForm(request) : await addText(request, request.body)
      return reply.code(202).send(added)
    },
  )
}

export default routes
