import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { ExportService } from '../../../services/exchange/exports/export-service.ts'
import type { Format } from '../../../services/exchange/exports/metrics.ts'
import type { ExportPlan } from '../../../services/exchange/exports/plan.ts'
import { OWN_FORMAT } from '../../../services/exchange/own-format/format.ts'
import { Timestamp } from '../../../services/schema-types.ts'
import { contentDisposition } from '../../documents/content-disposition.ts'
import { safeHeaders } from '../../documents/send-content.ts'
import { bytes } from '../../upload-form.ts'

const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
}

/** What every document in JSON begins with. */
const OwnDocument = Type.Object(
  {
    format: Type.Literal(OWN_FORMAT),
    version: Type.Integer(),
    export: Type.String({ description: 'What was exported, such as parts' }),
    exported_at: Timestamp,
  },
  { title: 'ExportDocument', additionalProperties: true },
)

/** The answer of a route that exports, by the formats that it knows. */
export function fileAnswer(description: string, formats: readonly [Format, ...Format[]]) {
  const types = formats.map((format) => MEDIA_TYPES[format].split(';')[0] ?? '')
  const { content } = bytes(description, types[0] ?? '', ...types.slice(1))
  const json = types.includes(MEDIA_TYPES.json) ? { [MEDIA_TYPES.json]: { schema: OwnDocument } } : {}
  return { 200: { description, content: { ...content, ...json } } }
}

/** Sends an export while it is read. */
export async function sendExport(exports: ExportService, plan: ExportPlan, reply: FastifyReply): Promise<FastifyReply> {
  const { body, filename, headers } = await exports.open(plan)
  return reply
    .headers({
      ...safeHeaders(MEDIA_TYPES[plan.format]),
      'content-disposition': contentDisposition('attachment', filename),
      'cache-control': 'no-store',
      ...headers,
    })
    .send(body)
}
