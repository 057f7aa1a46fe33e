import cookie from '@fastify/cookie'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/**
 * Lets routes set cookies. Cookies are not read with it: its parser would hide that a cookie name was sent several
 * times.
 */
async function cookieWriter(app: FastifyInstance): Promise<void> {
  await app.register(cookie, { hook: false })
}

export default fp(cookieWriter, { name: 'cookie-writer', fastify: '5.x', dependencies: [] })
