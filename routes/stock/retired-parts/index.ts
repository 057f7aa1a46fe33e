import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { RestoredPartSchema } from '../../../services/catalogue/parts/schemas.ts'
import { taggedParts } from '../../catalogue/parts/part-tags.ts'
import { NAMES_OPERATION, OPERATION_HEADER_NOTE, runOperation } from '../../run-operation.ts'

const tags = ['Parts']
const PartParams = Type.Object({ part_key: Type.String() })

/** `/api/retired-parts`: parts that were deleted. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { parts, retiredParts } = app
  const tagged = taggedParts(parts)
  const readAgain = { by: ['key'], read: (key: string) => parts.get(key) }

  app.post(
    '/retired-parts/:part_key/restore',
    {
      config: { access: 'editor', idempotency: { readAgain }, entityTag: true, ...NAMES_OPERATION },
      schema: {
        tags,
        summary: 'Bring a deleted part back',
        description: `It has its key, ledger, documents and links again; \`left_out\` says what did not come back. ${OPERATION_HEADER_NOTE}`,
        params: PartParams,
        response: { 200: RestoredPartSchema },
      },
    },
    async (request, reply) =>
      runOperation(request, reply, { reason: 'restore' }, async (operation) =>
        tagged.answerChange(reply, await retiredParts.restore(request.params.part_key, operation)),
      ),
  )
}

export default routes
