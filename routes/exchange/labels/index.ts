import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { LABEL_FORMATS } from '../../../services/exchange/labels/label-job.ts'
import { type LabelTemplateDto, LabelTemplateSchema } from '../../../services/exchange/labels/schemas.ts'
import type { LabelTemplate } from '../../../services/exchange/labels/templates/template.ts'
import { OneOf } from '../../../services/schema-types.ts'
import { contentDisposition } from '../../documents/content-disposition.ts'
import { safeHeaders } from '../../documents/send-content.ts'
import { bytes } from '../../upload-form.ts'
import { Items, toItems } from './item.ts'

const tags = ['Labels']
const MEDIA_TYPES = { pdf: 'application/pdf', png: 'image/png', svg: 'image/svg+xml' } as const
const PLACES = 1000

const Offset = Type.Optional(Type.Number({ minimum: -5, maximum: 5, default: 0, description: 'In millimetres' }))
const LabelRequest = Type.Object(
  {
    items: Items,
    template: Type.String({ minLength: 1, maxLength: 50, description: 'The id of a template' }),
    start_at: Type.Optional(
      Type.Integer({ minimum: 1, maximum: PLACES, default: 1, description: 'The first free label of the first sheet' }),
    ),
    format: Type.Optional(OneOf(LABEL_FORMATS, { default: 'pdf' })),
    offset_x_mm: Offset,
    offset_y_mm: Offset,
    scale: Type.Optional(
      Type.Number({ minimum: 0.95, maximum: 1.05, default: 1, description: 'Of the whole page, about its middle' }),
    ),
  },
  {
    title: 'LabelRequest',
    examples: [{ items: [{ kind: 'box', id: '1', copies: 1 }], template: 'roll-62x29', format: 'pdf' }],
  },
)
const CalibrationQuery = Type.Object({ template: Type.String({ minLength: 1, maxLength: 50 }) })

function toDto(template: LabelTemplate): LabelTemplateDto {
  const { id, name, media, width, height, pageWidth, pageHeight, columns, rows, kinds } = template
  return {
    id,
    name,
    media,
    width_mm: width,
    height_mm: height,
    page_width_mm: pageWidth,
    page_height_mm: pageHeight,
    columns,
    rows,
    kinds: [...kinds],
  }
}

/** `/api/labels`: what is stuck on bags, slots and boxes. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { labels } = app

  app.get(
    '/labels/templates',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'The label stock that there is',
        response: { 200: Type.Array(LabelTemplateSchema) },
      },
    },
    async () => labels.templates.map(toDto),
  )

  app.post(
    '/labels',
    {
      // It changes nothing, and draws the same again.
      config: { access: 'reader', idempotency: 'none' },
      schema: {
        tags,
        summary: 'Draw labels',
        description: 'A picture holds one label or one sheet. At most 1,000 labels.',
        body: LabelRequest,
        response: { 200: bytes('The labels', MEDIA_TYPES.pdf, MEDIA_TYPES.png, MEDIA_TYPES.svg) },
      },
    },
    async ({ body }, reply) => {
      const {
        format = 'pdf',
        start_at: startAt = 1,
        scale = 1,
        offset_x_mm: offsetX = 0,
        offset_y_mm: offsetY = 0,
      } = body
      const file = await labels.render({
        items: toItems(body.items),
        template: body.template,
        startAt,
        format,
        adjustment: { scale, offsetX, offsetY },
      })
      return reply
        .headers({
          ...safeHeaders(MEDIA_TYPES[format]),
          'content-disposition': contentDisposition('inline', `labels.${format}`),
          'cache-control': 'no-store',
        })
        .send(file)
    },
  )

  app.get(
    '/labels/calibration',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'A page by which a printer is adjusted to sheets of labels',
        querystring: CalibrationQuery,
        response: { 200: bytes('Rulers and outlines', MEDIA_TYPES.pdf) },
      },
    },
    async ({ query }, reply) =>
      reply
        .headers({
          ...safeHeaders(MEDIA_TYPES.pdf),
          'content-disposition': contentDisposition('inline', 'calibration.pdf'),
          'cache-control': 'no-store',
        })
        .send(await labels.calibration(query.template)),
  )
}

export default routes
