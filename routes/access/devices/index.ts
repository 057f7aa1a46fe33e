import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { DeviceSchema, DeviceUpdate } from '../../../services/access/devices/schemas.ts'
import { Int32 } from '../../../services/schema-types.ts'
import { NoContent } from '../../no-content.ts'
import { doerOf } from '../doer.ts'

const tags = ['People and devices']
const DeviceParams = Type.Object({ device_id: Type.Integer() })
const DeviceListQuery = Type.Object({
  person_id: Type.Optional(Int32({ description: 'Whose devices, for administrators; not set: one’s own' })),
  everybody: Type.Optional(
    Type.Boolean({ description: 'Those of everybody, for administrators, unless a person is named' }),
  ),
})

/** `/api/devices`: browsers that are signed in as a person. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { devices } = app

  app.get(
    '/devices',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'List devices',
        querystring: DeviceListQuery,
        response: { 200: Type.Array(DeviceSchema) },
      },
    },
    async ({ identity, query: { person_id: personId, everybody = false } }) =>
      devices.list(identity, { personId, everybody }),
  )

  app.patch(
    '/devices/:device_id',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Name a device',
        description: 'One of one’s own; administrators may name any.',
        params: DeviceParams,
        body: DeviceUpdate,
        response: { 200: DeviceSchema },
      },
    },
    async (request) => {
      const { params, body, identity } = request
      return devices.rename(params.device_id, body.name, identity, doerOf(request))
    },
  )

  app.delete(
    '/devices/:device_id',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Revoke a device',
        description: 'One of one’s own; administrators may revoke any. It is signed out within a second.',
        params: DeviceParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      await devices.revoke(request.params.device_id, request.identity, doerOf(request))
      return reply.code(204).send(null)
    },
  )
}

export default routes
