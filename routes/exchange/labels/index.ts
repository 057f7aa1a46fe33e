import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { type Static, Type } from 'typebox'
import type { LabelItem } from '../../../services/exchange/labels/content/label-item.ts'
import type { Adjustment } from '../../../services/exchange/labels/drawing/shapes.ts'
import { LABEL_FORMATS } from '../../../services/exchange/labels/label-job.ts'
import { type LabelTemplateDto, LabelTemplateSchema } from '../../../services/exchange/labels/schemas.ts'
import type { LabelTemplate } from '../../../services/exchange/labels/templates/template.ts'
import { OneOf } from '../../../services/schema-types.ts'
import { clientGone } from '../../client-gone.ts'
import { contentDisposition } from '../../documents/content-disposition.ts'
import { safeHeaders } from '../../documents/send-content.ts'
import { bytes } from '../../upload-form.ts'
import { Items, toItems } from './item.ts'
import { ItemsText, readItemsText } from './item-text.ts'

const tags = ['Labels']
const MEDIA_TYPES = { pdf: 'application/pdf', png: 'image/png', svg: 'image/svg+xml' } as const
const PLACES = 1000
/** How many pages the labels fill, also when only one of them is answered. */
const PAGES_HEADER = 'total-pages'

const Offset = Type.Optional(Type.Number({ minimum: -5, maximum: 5, default: 0, description: 'In millimetres' }))
/** How a printer is corrected. */
const ADJUSTMENT = {
  offset_x_mm: Offset,
  offset_y_mm: Offset,
  scale: Type.Optional(
    Type.Number({ minimum: 0.95, maximum: 1.05, default: 1, description: 'Of the whole page, about its middle' }),
  ),
}
const HOW = {
  template: Type.String({ minLength: 1, maxLength: 50, description: 'The id of a template' }),
  start_at: Type.Optional(
    Type.Integer({ minimum: 1, maximum: PLACES, default: 1, description: 'The first free label of the first sheet' }),
  ),
  format: Type.Optional(OneOf(LABEL_FORMATS, { default: 'pdf' })),
  ...ADJUSTMENT,
  page: Type.Optional(
    Type.Integer({ minimum: 1, maximum: PLACES, description: 'Only this page; without it, all of them' }),
  ),
}
const LabelRequest = Type.Object(
  { items: Items, ...HOW },
  {
    title: 'LabelRequest',
    examples: [{ items: [{ kind: 'box', id: '1', copies: 1 }], template: 'roll-62x29', format: 'pdf' }],
  },
)
const LabelsQuery = Type.Object({ items: ItemsText, ...HOW })
type How = Omit<Static<typeof LabelRequest>, 'items'>
const CalibrationQuery = Type.Object({ template: Type.String({ minLength: 1, maxLength: 50 }), ...ADJUSTMENT })

/** Without numbers nothing is corrected. */
function adjustmentOf(given: { scale?: number; offset_x_mm?: number; offset_y_mm?: number }): Adjustment {
  return { scale: given.scale ?? 1, offsetX: given.offset_x_mm ?? 0, offsetY: given.offset_y_mm ?? 0 }
}

/** Sizes in inches come with the errors of their sums. */
function rounded(millimetres: number): number {
  return Number(millimetres.toFixed(4))
}

function toDto(template: LabelTemplate): LabelTemplateDto {
  const { id, name, media, width, height, pageWidth, pageHeight, columns, rows, left, top, pitchX, pitchY, kinds } =
    template
  return {
    id,
    name,
    media,
    width_mm: rounded(width),
    height_mm: height && rounded(height),
    page_width_mm: rounded(pageWidth),
    page_height_mm: pageHeight && rounded(pageHeight),
    columns,
    rows,
    left_mm: rounded(left),
    top_mm: rounded(top),
    pitch_x_mm: rounded(pitchX),
    pitch_y_mm: rounded(pitchY),
    kinds: [...kinds],
  }
}

/** `/api/labels`: what is stuck on bags, slots and boxes. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { labels } = app
  const drawing = bytes('The labels', MEDIA_TYPES.pdf, MEDIA_TYPES.png, MEDIA_TYPES.svg)
  const draw = async (reply: FastifyReply, items: LabelItem[], how: How) => {
    const { template, format = 'pdf', start_at: startAt = 1, page = null } = how
    const adjustment = adjustmentOf(how)
    const file = await labels.render({ items, template, startAt, format, adjustment, page, caller: clientGone(reply) })
    return reply
      .headers({
        ...safeHeaders(MEDIA_TYPES[format]),
        [PAGES_HEADER]: file.pages,
        'content-disposition': contentDisposition('inline', `labels.${format}`),
        'cache-control': 'no-store',
      })
      .send(file.bytes)
  }

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
        description:
          'A picture holds one label or one sheet. At most 1,000 labels. `Total-Pages` says how many pages the labels fill, also when only one `page` is asked for.',
        body: LabelRequest,
        response: { 200: drawing },
      },
    },
    async ({ body }, reply) => draw(reply, toItems(body.items), body),
  )

  app.get(
    '/labels',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Draw labels, for links',
        description: 'As `POST /api/labels`, with the items in one text.',
        querystring: LabelsQuery,
        response: { 200: drawing },
      },
    },
    async ({ query }, reply) => draw(reply, readItemsText(query.items), query),
  )

  app.get(
    '/labels/calibration',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'A page by which a printer is adjusted to sheets of labels',
        description: 'With the numbers that it says, the page shows whether they are right.',
        querystring: CalibrationQuery,
        response: { 200: bytes('Rulers and outlines', MEDIA_TYPES.pdf) },
      },
    },
    async ({ query }, reply) => {
      const page = await labels.calibration(query.template, adjustmentOf(query), clientGone(reply))
      return reply
        .headers({
          ...safeHeaders(MEDIA_TYPES.pdf),
          'content-disposition': contentDisposition('inline', 'calibration.pdf'),
          'cache-control': 'no-store',
        })
        .send(page)
    },
  )
}

export default routes
