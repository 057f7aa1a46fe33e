import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { carriesKey } from './bearer-key.ts'
import { healthResponse } from './schemas.ts'

const response = { 200: healthResponse, 401: healthResponse, 500: healthResponse }

/**
 * Drains this instance: for the pre-stop hook of a cluster, which is blocked until the work under way is done. When
 * the answer has been written, the instance closes; a process that has nothing else to do then ends.
 */
const drain: FastifyPluginAsyncTypebox = async (app) => {
  const { lifecycle, config } = app

  app.route({
    method: ['GET', 'POST'],
    url: '/drain',
    exposeHeadRoute: false,
    config: { access: 'public', holdsShutdown: false },
    schema: { tags: ['Operation'], summary: 'End this instance when its work is done', response },
    // Before a body is read: anybody can send one.
    onRequest: async (request, reply) => {
      if (carriesKey(request.headers.authorization, config.drainAuthKey)) return
      if (config.drainAuthKey === '') request.log.error('drain refused: DRAIN_AUTH_KEY is not configured')
      else request.log.warn('drain refused: the key is missing or wrong')
      return reply.code(401).send({ status: 'unauthorized', ready: false })
    },
    handler: async (request, reply) => {
      if (lifecycle.isShuttingDown) return { status: 'alive', ready: true }

      // Comes after the last byte was handed over, and also when the caller has gone away meanwhile.
      reply.raw.once('close', () => {
        app.close().catch((err: unknown) => app.log.error({ err }, 'closing after a drain failed'))
      })
      try {
        await lifecycle.prepareShutdown()
      } catch (err) {
        request.log.error({ err }, 'drain failed')
        return reply.code(500).send({ status: 'error', ready: false })
      }
      return { status: 'alive', ready: true }
    },
  })
}

export default drain
