import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ErrorResponse } from '../../../plugins/errors/envelope.ts'
import type { LetIn } from '../../../services/access/pairing/pairing-service.ts'
import {
  Paired,
  PairingCollection,
  PairingRedemption,
  PairingWait,
  StillWaiting,
} from '../../../services/access/pairing/schemas.ts'
import codes from './codes.ts'

const tags = ['People and devices']

/** `/api/pairing`: a new device shows a code, and gets its cookie. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { auth, pairing } = app

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(codes)

  function letIn(request: FastifyRequest, reply: FastifyReply, { answer, secret }: LetIn) {
    auth.deviceCookie.set(request, reply, secret)
    request.log.info({ person: answer.person.id, device: answer.device.id }, 'a device was paired')
    return answer
  }

  app.post(
    '/pairing/redeem',
    {
      config: { access: 'public', idempotency: 'none' },
      schema: {
        tags,
        summary: 'Show a pairing code',
        description:
          'A code of the terminal lets the device in at once: the answer sets its cookie. With a code of somebody else the device waits until that person has approved it.',
        body: PairingRedemption,
        response: { 201: Paired, 202: PairingWait, 404: ErrorResponse, 409: ErrorResponse, 429: ErrorResponse },
      },
    },
    async (request, reply) => {
      const secrets = auth.deviceCookie.read(request)
      const origin = { userAgent: request.headers['user-agent'], address: request.ip, secrets }
      const result = await pairing.redeem(request.body, origin)
      if ('secret' in result) return reply.code(201).send(letIn(request, reply, result))
      return reply.code(202).send(result)
    },
  )

  app.post(
    '/pairing/collect',
    {
      config: { access: 'public', idempotency: 'none', rateLimit: { max: 600, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'Ask whether the device was let in',
        description: 'To be asked every second or two. Once the device was approved, the answer sets its cookie.',
        body: PairingCollection,
        response: { 201: Paired, 202: StillWaiting, 404: ErrorResponse, 409: ErrorResponse, 410: ErrorResponse },
      },
    },
    async (request, reply) => {
      const result = await pairing.collect(request.body.wait_token, auth.deviceCookie.read(request))
      if ('secret' in result) return reply.code(201).send(letIn(request, reply, result))
      return reply.code(202).send(result)
    },
  )
}

export default routes
