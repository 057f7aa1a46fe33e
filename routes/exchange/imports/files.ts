import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { contentDisposition } from '../../documents/content-disposition.ts'
import { safeHeaders } from '../../documents/send-content.ts'
import { bytes } from '../../upload-form.ts'
import { ImportParams } from './index.ts'

/** `GET /api/imports/{import_id}/file`: the file as it came. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/imports/:import_id/file',
    {
      config: { access: 'reader' },
      exposeHeadRoute: false,
      schema: {
        tags: ['Imports'],
        summary: 'The file of an import',
        params: ImportParams,
        response: { 200: bytes('The bytes as they came', 'application/octet-stream') },
      },
    },
    async ({ params }, reply) => sendFile(reply, await app.imports.file(params.import_id)),
  )
}

function sendFile(
  reply: FastifyReply,
  { name, size, stream }: { name: string; size: number; stream: NodeJS.ReadableStream },
): FastifyReply {
  reply.headers({
    ...safeHeaders('application/octet-stream'),
    'content-length': size,
    'content-disposition': contentDisposition('attachment', name),
    'cache-control': 'no-store',
  })
  return reply.send(stream)
}

export default routes
