import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { TABLE_FORMATS } from '../../../services/exchange/exports/plans/table-plan.ts'
import { reportPlan } from '../../../services/exchange/imports/report-plan.ts'
import { OneOf } from '../../../services/schema-types.ts'
import { contentDisposition } from '../../documents/content-disposition.ts'
import { safeHeaders } from '../../documents/send-content.ts'
import { bytes } from '../../upload-form.ts'
import { fileAnswer, sendExport } from '../exports/file-answer.ts'
import { ImportParams } from './index.ts'

const ReportQuery = Type.Object({ format: Type.Optional(OneOf(['json', 'csv', 'xlsx'], { default: 'json' })) })

/** `GET /api/imports/{import_id}/file` and `/report`: the file as it came, and what was done with its rows. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/imports/:import_id/report',
    {
      config: { access: 'reader' },
      exposeHeadRoute: false,
      schema: {
        tags: ['Imports'],
        summary: 'What was done with each row of an import',
        params: ImportParams,
        querystring: ReportQuery,
        response: fileAnswer('One row for each row of the file', TABLE_FORMATS),
      },
    },
    async ({ params, query: { format = 'json' } }, reply) =>
      sendExport(app.exports, reportPlan(params.import_id, format), reply),
  )

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
