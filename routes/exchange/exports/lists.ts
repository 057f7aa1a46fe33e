import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { KIT_LAYOUTS } from '../../../services/exchange/exports/layouts/kit-layouts.ts'
import { ORDER_LAYOUTS } from '../../../services/exchange/exports/layouts/order-layouts.ts'
import { FORMATS } from '../../../services/exchange/exports/metrics.ts'
import { kitPlan } from '../../../services/exchange/exports/plans/kit-plan.ts'
import { orderPlan } from '../../../services/exchange/exports/plans/order-plan.ts'
import { TABLE_FORMATS } from '../../../services/exchange/exports/plans/table-plan.ts'
import { OneOf } from '../../../services/schema-types.ts'
import { fileAnswer, sendExport } from './file-answer.ts'
import { Bom, FormatQuery } from './query.ts'

const tags = ['Exports']
const KitParams = Type.Object({ kit_id: Type.Integer() })
const KitQuery = Type.Object({
  format: FormatQuery(TABLE_FORMATS),
  bom: Bom,
  layout: Type.Optional(OneOf(KIT_LAYOUTS, { default: 'own' })),
})
const OrderParams = Type.Object({ list_id: Type.Integer(), seller_id: Type.Integer() })
const OrderQuery = Type.Object({
  format: FormatQuery(FORMATS),
  layout: Type.Optional(
    Type.Unsafe<(typeof ORDER_LAYOUTS)[number]>({
      type: 'string',
      enum: [...ORDER_LAYOUTS],
      description: 'The form that the shop takes; without it that of the seller, by its name',
    }),
  ),
})

/** `/api/exports`: bills of materials and orders, in the forms that other tools and shops take. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { exports } = app

  app.get(
    '/exports/kits/:kit_id',
    {
      config: { access: 'reader' },
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'The bill of materials of a kit as a file',
        params: KitParams,
        querystring: KitQuery,
        response: fileAnswer('The lines, and then what is not fitted', TABLE_FORMATS),
      },
    },
    async ({ params, query: { format = 'csv', bom = true, layout = 'own' } }, reply) =>
      sendExport(exports, kitPlan(params.kit_id, { format, bom, layout }), reply),
  )

  app.get(
    '/exports/shopping-lists/:list_id/sellers/:seller_id',
    {
      config: { access: 'reader' },
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'What is to be ordered from a seller, as the shop takes it',
        description:
          'The header `x-export-incomplete` tells how many lines have neither a number of the seller nor of the maker.' +
          ' The format txt is known for the layouts mouser, digikey, farnell and tme.',
        params: OrderParams,
        querystring: OrderQuery,
        response: fileAnswer('The lines that are not done', FORMATS),
      },
    },
    async ({ params, query: { format = 'csv', layout = null } }, reply) =>
      sendExport(exports, orderPlan({ listId: params.list_id, sellerId: params.seller_id, format, layout }), reply),
  )
}

export default routes
