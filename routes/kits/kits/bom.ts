import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  MAX_ALTERNATES,
  MAX_DESIGNATOR_LENGTH,
  MAX_DESIGNATORS,
} from '../../../services/kits/bills-of-materials/limits.ts'
import { BomLineSchema, BomSchema } from '../../../services/kits/bills-of-materials/schemas.ts'
import { FilledText } from '../../../services/schema-types.ts'

const tags = ['Kits']
const KitParams = Type.Object({ kit_id: Type.Integer() })
const LineParams = Type.Object({ kit_id: Type.Integer(), kit_content_id: Type.Integer() })
const BomLineUpdate = Type.Object(
  {
    version: Type.Integer({ minimum: 1, description: 'The version that was read' }),
    designators: Type.Optional(
      Type.Array(FilledText(MAX_DESIGNATOR_LENGTH), {
        maxItems: MAX_DESIGNATORS,
        description: 'All of them; without the field they stay as they are',
      }),
    ),
    alternates: Type.Optional(
      Type.Array(FilledText(100), {
        maxItems: MAX_ALTERNATES,
        uniqueItems: true,
        description: 'Keys of all parts that can stand in, the best first; without the field they stay as they are',
      }),
    ),
  },
  { title: 'BomLineUpdate', examples: [{ version: 1, designators: ['R1', 'R2'], alternates: [] }] },
)

/** `/api/kits/{kit_id}/bom`: where the parts of a kit sit on its board, and what can stand in for them. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { billsOfMaterials } = app

  app.get(
    '/kits/:kit_id/bom',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'The bill of materials of a kit', params: KitParams, response: { 200: BomSchema } },
    },
    async ({ params }) => billsOfMaterials.get(params.kit_id),
  )

  app.put(
    '/kits/:kit_id/bom/:kit_content_id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Change designators and alternates of a line',
        params: LineParams,
        body: BomLineUpdate,
        response: { 200: BomLineSchema },
      },
    },
    async ({ params, body }) => billsOfMaterials.update(params.kit_id, params.kit_content_id, body),
  )
}

export default routes
