import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import cookieWriter from '../external/cookie-writer.ts'
import { accessDenied } from './auth-errors.ts'
import { AuthGate } from './auth-gate.ts'
import type { Authenticator, Identity } from './authenticator.ts'
import { AuthCookies } from './cookies.ts'
import { DeviceCookie } from './device-cookie.ts'
import type { ScopedRoutes } from './token-scopes.ts'

declare module 'fastify' {
  interface FastifyInstance {
    auth: AuthGate
  }
  interface FastifyRequest {
    /** Who sends the request. Null on public routes and where sign-in is off. */
    identity: Identity | null
    /** What `Authenticator.accessGeneration` was when the sender was identified. */
    accessGeneration: number
  }
}

export interface AuthOptions {
  authenticator: Authenticator
  /** What restricted access tokens may call. */
  scopes: ScopedRoutes
}

/**
 * Enforces what each route declares as `config.access`, before its input is looked at. Register it after the services
 * and before the routes. A CORS preflight carries no credentials and passes.
 */
async function auth(app: FastifyInstance, { authenticator, scopes }: AuthOptions): Promise<void> {
  await app.register(cookieWriter)
  const gate = new AuthGate({
    authenticator,
    cookies: new AuthCookies(app.config, app.serializeCookie),
    deviceCookie: new DeviceCookie(app.config, app.serializeCookie),
    scopes,
  })
  app.decorate('auth', gate)
  app.decorateRequest('identity', null)
  app.decorateRequest('accessGeneration', 0)

  app.addHook('onRequest', (request, reply, done) => {
    const { access } = request.routeOptions.config
    if (access === 'public' || request.is404 || request.method === 'OPTIONS') done()
    else if (access === undefined) done(accessDenied('This address is not open to anybody'))
    else gate.demand(access, request, reply).then(() => done(), done)
  })

  // Whoever has lost their access while the body of their request came in changes nothing with it.
  app.addHook('preValidation', (request, _reply, done) => {
    if (!gate.hasChanged(request)) done()
    else gate.demandStill(request).then(() => done(), done)
  })

  // And they read nothing with a request that began before. What it has changed is told in any case, and a refusal tells nothing.
  app.addHook('onSend', (request, reply, payload, done) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (reply.statusCode >= 400 || !isRead || !gate.hasChanged(request)) done(null, payload)
    else
      gate.demandStill(request).then(
        () => done(null, payload),
        (error) => {
          if (payload instanceof Readable) payload.destroy()
          done(error)
        },
      )
  })

  app.addHook('onSend', (_request, reply, payload, done) => {
    // The route may have made its answer cacheable after the cookies were set.
    if (reply.hasHeader('set-cookie')) reply.header('cache-control', 'no-store')
    done(null, payload)
  })
}

export default fp(auth, { name: 'auth', fastify: '5.x', dependencies: ['config', 'access'] })
