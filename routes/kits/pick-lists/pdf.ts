import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { clientGone } from '../../client-gone.ts'

const ListParams = Type.Object({ pick_list_id: Type.Integer() })

/** `/api/pick-lists/{pick_list_id}/pdf`: a pick list on paper. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { pickLists, pickListReport } = app

  app.get(
    '/pick-lists/:pick_list_id/pdf',
    {
      config: { access: 'reader' },
      schema: {
        tags: ['Pick lists'],
        summary: 'A pick list as PDF',
        params: ListParams,
        response: {
          200: {
            description: 'A PDF',
            content: { 'application/pdf': { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) } },
          },
        },
      },
    },
    async ({ params }, reply) => {
      const list = await pickLists.get(params.pick_list_id)
      const pdf = await pickListReport.render(list, clientGone(reply))
      return reply
        .headers({
          'content-type': 'application/pdf',
          'content-disposition': `inline; filename="pick_list_${list.id}.pdf"`,
          'cache-control': 'no-cache',
        })
        .send(pdf)
    },
  )
}

export default routes
