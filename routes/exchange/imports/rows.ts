import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { RowChange, RowsChange } from '../../../services/exchange/imports/change-schemas.ts'
import { ImportRowSchema, ImportSchema, ROW_FILTERS } from '../../../services/exchange/imports/schemas.ts'
import { Int32, OneOf } from '../../../services/schema-types.ts'
import { ImportParams } from './index.ts'

const tags = ['Imports']
const RowParams = Type.Object({ import_id: Int32({ minimum: 1 }), row_no: Int32({ minimum: 1 }) })
const RowsQuery = Type.Object({
  show: Type.Optional(OneOf(ROW_FILTERS, { default: 'all' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  after: Type.Optional(Int32({ minimum: 0, description: '`row_no` of the last row of the page before' })),
})

/** `/api/imports/{import_id}/rows`: what is proposed row by row. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { importRows } = app

  app.get(
    '/imports/:import_id/rows',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'List the rows of an import',
        params: ImportParams,
        querystring: RowsQuery,
        response: { 200: Type.Array(ImportRowSchema) },
      },
    },
    async ({ params, query: { show = 'all', limit = 100, after = 0 } }) =>
      importRows.list(params.import_id, { show, limit, after }),
  )

  app.patch(
    '/imports/:import_id/rows/:row_no',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Change a row of an import',
        description: 'Values are read anew, and its part is looked for again, unless the row says which it is.',
        params: RowParams,
        body: RowChange,
        response: { 200: ImportRowSchema },
      },
    },
    async ({ params, body }) => importRows.change(params.import_id, params.row_no, body),
  )

  app.patch(
    '/imports/:import_id/rows',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Decide the same for many rows of an import',
        description:
          'Without a decision all rows are only compared with the inventory anew, as after `CHANGED_MEANWHILE`.',
        params: ImportParams,
        body: RowsChange,
        response: { 200: ImportSchema },
      },
    },
    async ({ params, body }) => importRows.changeAll(params.import_id, body),
  )
}

export default routes
