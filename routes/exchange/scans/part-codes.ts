import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PartCodeSchema } from '../../../services/exchange/scans/part-codes/schemas.ts'
import { NoContent } from '../../no-content.ts'
import { Code } from './bodies.ts'

const tags = ['Scans']
const PartParams = Type.Object({ part_key: Type.String() })
const CodeParams = Type.Object({ part_key: Type.String(), code_id: Type.Integer() })
const PartCodeCreate = Type.Object({ code: Code }, { title: 'PartCodeCreate', examples: [{ code: '4006381333931' }] })

/** `/api/parts/{part_key}/codes`: codes by which a part is known that are no numbers of sellers or makers. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { partCodes } = app

  app.get(
    '/parts/:part_key/codes',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Codes by which a part is known when its package is scanned',
        params: PartParams,
        response: { 200: Type.Array(PartCodeSchema) },
      },
    },
    async ({ params }) => partCodes.ofPart(params.part_key),
  )

  app.post(
    '/parts/:part_key/codes',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Have a part known by a code',
        description:
          'A product code, an address, or one number, as a scanner has sent it. What has a number of a seller or a maker is known by that, and refused here, and so is what may have been read wrongly, such as a wrong check digit.',
        params: PartParams,
        body: PartCodeCreate,
        response: { 201: PartCodeSchema },
      },
    },
    async ({ params, body }, reply) => reply.code(201).send(await partCodes.add(params.part_key, body.code)),
  )

  app.delete(
    '/parts/:part_key/codes/:code_id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Have a part no longer known by a code',
        params: CodeParams,
        response: { 204: NoContent },
      },
    },
    async ({ params }, reply) => {
      await partCodes.delete(params.part_key, params.code_id)
      return reply.code(204).send(null)
    },
  )
}

export default routes
