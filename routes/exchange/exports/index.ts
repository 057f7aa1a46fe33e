import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { INVENTORY_FORMATS, inventoryPlan } from '../../../services/exchange/exports/plans/inventory-plan.ts'
import { TABLE_FORMATS } from '../../../services/exchange/exports/plans/table-plan.ts'
import { historyPlan, partsPlan, stockPlan } from '../../../services/exchange/exports/plans/tables.ts'
import { Int32 } from '../../../services/schema-types.ts'
import { Moment, parseMoment } from '../../moment.ts'
import { fileAnswer, sendExport } from './file-answer.ts'
import { Bom, Columns, FormatQuery, PartKeys, parseColumns } from './query.ts'

const tags = ['Exports']
const form = { format: FormatQuery(TABLE_FORMATS), bom: Bom }
const PartsQuery = Type.Object({
  ...form,
  columns: Columns,
  type_id: Type.Optional(Int32({ minimum: 1, description: 'Only parts of this type' })),
  part_keys: PartKeys,
})
const StockQuery = Type.Object(form)
const HistoryQuery = Type.Object({
  ...form,
  since: Moment('The first moment'),
  until: Moment('The moment after the last one'),
  part_key: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Only this part' })),
})
const InventoryQuery = Type.Object({ format: FormatQuery(INVENTORY_FORMATS) })

/** Without a body nothing has to be read, so there is no way to ask for the headers alone. */
const exposeHeadRoute = false

/** `/api/exports`: everything goes out again, in files that other tools read. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { exports } = app

  app.get(
    '/exports/parts',
    {
      config: { access: 'reader' },
      exposeHeadRoute,
      schema: {
        tags,
        summary: 'All parts as a file',
        querystring: PartsQuery,
        response: fileAnswer('The parts by key', TABLE_FORMATS),
      },
    },
    async ({ query }, reply) => {
      const { format = 'csv', bom = true, type_id: typeId = null } = query
      const keys = query.part_keys?.split(',') ?? null
      const columns = parseColumns(query.columns)
      return sendExport(exports, partsPlan({ format, bom, columns, typeId, keys }), reply)
    },
  )

  app.get(
    '/exports/stock',
    {
      config: { access: 'reader' },
      exposeHeadRoute,
      schema: {
        tags,
        summary: 'All stock as a file',
        querystring: StockQuery,
        response: fileAnswer('The pieces by place', TABLE_FORMATS),
      },
    },
    async ({ query: { format = 'csv', bom = true } }, reply) => sendExport(exports, stockPlan({ format, bom }), reply),
  )

  app.get(
    '/exports/history',
    {
      config: { access: 'reader' },
      exposeHeadRoute,
      schema: {
        tags,
        summary: 'The changes of stock as a file',
        querystring: HistoryQuery,
        response: fileAnswer('The changes, the oldest first', TABLE_FORMATS),
      },
    },
    async ({ query }, reply) => {
      const { format = 'csv', bom = true, part_key: partKey = null } = query
      const since = parseMoment('since', query.since)
      const until = parseMoment('until', query.until)
      return sendExport(exports, historyPlan({ format, bom, since, until, partKey }), reply)
    },
  )

  app.get(
    '/exports/inventory',
    {
      config: { access: 'reader' },
      exposeHeadRoute,
      schema: {
        tags,
        summary: 'The whole inventory as a file that can be imported',
        querystring: InventoryQuery,
        response: fileAnswer('Sellers, types, boxes, parts, stock, kits and shopping lists', INVENTORY_FORMATS),
      },
    },
    async ({ query: { format = 'json' } }, reply) => sendExport(exports, inventoryPlan(format), reply),
  )
}

export default routes
