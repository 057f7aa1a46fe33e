import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { KitDetailSchema } from '../../../services/overviews/kit-detail/schemas.ts'
import { taggedKits } from '../../kits/kits/kit-tags.ts'

const tags = ['Kits']
const KitParams = Type.Object({ kit_id: Type.Integer() })

/** `GET /api/kits/{kit_id}`: a kit with what other wings say of it. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { kitDetails } = app
  const tagged = taggedKits((id) => kitDetails.get(id))

  app.get(
    '/kits/:kit_id',
    {
      config: { access: 'reader', entityTag: true },
      schema: {
        tags,
        summary: 'Read a kit with contents, shopping lists and pick lists',
        params: KitParams,
        response: { 200: KitDetailSchema },
      },
    },
    async (request, reply) => tagged.answerRead(request, reply, request.params.kit_id),
  )
}

export default routes
