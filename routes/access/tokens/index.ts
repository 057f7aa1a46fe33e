import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { ErrorResponse } from '../../../plugins/errors/envelope.ts'
import { AccessTokenCreate, AccessTokenSchema, NewAccessToken } from '../../../services/access/tokens/schemas.ts'
import { NoContent } from '../../no-content.ts'
import { doerOf } from '../doer.ts'

const tags = ['Access tokens']
const TokenParams = Type.Object({ token_id: Type.Integer() })

/** `/api/tokens`: with them programs act for somebody. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { accessTokens } = app

  app.get(
    '/tokens',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'List access tokens',
        description: 'Those of who asks; of everybody for administrators. Tokens that have expired are among them.',
        response: { 200: Type.Array(AccessTokenSchema) },
      },
    },
    async ({ identity }) => accessTokens.list(identity),
  )

  app.post(
    '/tokens',
    {
      config: { access: 'reader', idempotency: { isSecret: true } },
      schema: {
        tags,
        summary: 'Make an access token',
        description:
          'It acts for who makes it, with a role that is not above their own. A program sends it as `Authorization: Bearer …` or `Token …`. The answer has the secret, which is not shown again.',
        body: AccessTokenCreate,
        response: { 201: NewAccessToken, 409: ErrorResponse },
      },
    },
    async (request, reply) => {
      const token = await accessTokens.create(request.body, request.identity, doerOf(request))
      return reply.code(201).header('cache-control', 'no-store').send(token)
    },
  )

  app.delete(
    '/tokens/:token_id',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Revoke an access token',
        description: 'One of one’s own; administrators may revoke any.',
        params: TokenParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      await accessTokens.revoke(request.params.token_id, request.identity, doerOf(request))
      return reply.code(204).send(null)
    },
  )
}

export default routes
