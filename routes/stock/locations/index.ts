import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { LocationSchema } from '../../../services/stock/boxes/schemas.ts'

const LocationParams = Type.Object({ box_no: Type.Integer(), loc_no: Type.Integer() })

/** `/api/locations`: one location by its address. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { boxes } = app

  app.get(
    '/locations/:box_no/:loc_no',
    {
      config: { access: 'reader' },
      schema: {
        tags: ['Locations'],
        summary: 'Read a location',
        params: LocationParams,
        response: { 200: LocationSchema },
      },
    },
    async ({ params }) => boxes.location(params.box_no, params.loc_no),
  )
}

export default routes
