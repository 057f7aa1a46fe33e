import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Counter } from 'prom-client'
import { Type } from 'typebox'
import { PartKitReservationsSchema, PartKitUsageSchema } from '../../../services/kits/kits/schemas.ts'

export const PART_KIT_USAGE_REQUESTS_TOTAL = new Counter({
  name: 'part_kit_usage_requests_total',
  help: 'Look-ups of the kits that use a part',
  labelNames: ['has_results'] as const,
})

const tags = ['Parts']
const PartParams = Type.Object({ part_key: Type.String() })

/** The kits that use a part, and what they reserve of it. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { parts, kitUsage } = app

  app.get(
    '/parts/:part_key/kits',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Active kits that use a part',
        params: PartParams,
        response: { 200: Type.Array(PartKitUsageSchema) },
      },
    },
    async ({ params }) => {
      const { id } = await parts.identify(params.part_key)
      const usages = (await kitUsage.usagesOf([id])).get(id) ?? []
      PART_KIT_USAGE_REQUESTS_TOTAL.inc({ has_results: usages.length > 0 ? 'true' : 'false' })
      return usages
    },
  )

  app.get(
    '/parts/:part_key/kit-reservations',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'What active kits reserve of a part',
        params: PartParams,
        response: { 200: PartKitReservationsSchema },
      },
    },
    async ({ params }) => {
      const { id, key, description } = await parts.identify(params.part_key)
      const reservations = (await kitUsage.usagesOf([id])).get(id) ?? []
      return {
        part_id: id,
        part_key: key,
        part_description: description,
        total_reserved: reservations.reduce((sum, { reserved_quantity }) => sum + reserved_quantity, 0),
        active_reservations: reservations,
      }
    },
  )
}

export default routes
