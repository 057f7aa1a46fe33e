import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { ErrorResponse } from '../../../plugins/errors/envelope.ts'
import {
  NewPairingCode,
  PairingApproval,
  PairingCodeCreate,
  PairingCodeSchema,
} from '../../../services/access/pairing/schemas.ts'
import { NoContent } from '../../no-content.ts'
import { doerOf } from '../doer.ts'

const tags = ['People and devices']
const CodeParams = Type.Object({ code_id: Type.Integer() })

/** `/api/pairing-codes`: somebody who is signed in lets another device in. */
const codes: FastifyPluginAsyncTypebox = async (app) => {
  const { invitations } = app

  app.post(
    '/pairing-codes',
    {
      config: { access: 'reader', idempotency: 'none' },
      schema: {
        tags,
        summary: 'Make a pairing code',
        description:
          'Without a name: for another device of one’s own. With a name: for a new person, by default a reader; administrators may. It works once, for five minutes. Twenty of one person can be open at the same time. An access token cannot make one.',
        body: PairingCodeCreate,
        response: { 201: NewPairingCode, 409: ErrorResponse, 429: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { body, identity, protocol, host } = request
      const code = await invitations.create(body, identity, doerOf(request), { protocol, host })
      return reply.code(201).header('cache-control', 'no-store').send(code)
    },
  )

  app.get(
    '/pairing-codes/:code_id',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Look at a pairing code',
        description: 'Whether a device waits with it. Only who has made it may.',
        params: CodeParams,
        response: { 200: PairingCodeSchema, 409: ErrorResponse },
      },
    },
    async ({ params, identity }) => invitations.get(params.code_id, identity),
  )

  app.delete(
    '/pairing-codes/:code_id',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Cancel a pairing code',
        params: CodeParams,
        response: { 204: NoContent, 409: ErrorResponse },
      },
    },
    async ({ params, identity }, reply) => {
      await invitations.cancel(params.code_id, identity)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/pairing-codes/:code_id/approve',
    {
      config: { access: 'reader', idempotency: 'none' },
      schema: {
        tags,
        summary: 'Let a device in',
        description: 'With the number that the device shows. Another number cancels the code.',
        params: CodeParams,
        body: PairingApproval,
        response: { 200: PairingCodeSchema, 409: ErrorResponse },
      },
    },
    async (request) => {
      const { params, body, identity } = request
      return invitations.approve(params.code_id, body.match_number, identity, doerOf(request))
    },
  )

  app.post(
    '/pairing-codes/:code_id/refuse',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Keep a device out',
        params: CodeParams,
        response: { 200: PairingCodeSchema, 409: ErrorResponse },
      },
    },
    async (request) => invitations.refuse(request.params.code_id, request.identity, doerOf(request)),
  )
}

export default codes
