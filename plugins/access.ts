import type {
  FastifyInstance,
  FastifyPluginAsync,
  FastifyPluginCallback,
  FastifyPluginOptions,
  RegisterOptions,
  RouteOptions,
} from 'fastify'
import fp from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call this route. */
    access?: Access
  }
  interface FastifyInstance {
    /** Access of the routes that the plugin being loaded leaves open; see `withAccess`. */
    accessOfForeignRoutes: { current: Access | null }
  }
}

const ACCESS_LEVELS = ['reader', 'editor', 'admin', 'public'] as const

/** A role that a caller must have, or `public` for a route that needs none or has a check of its own. */
export type Access = (typeof ACCESS_LEVELS)[number]

/**
 * Wraps a plugin that is not ours and whose routes therefore cannot declare their access themselves: each route that
 * it adds gets `access`. Routes of other plugins are not touched.
 *
 * @example app.register(withAccess('public', cors), { origin: true })
 */
export function withAccess<Options extends FastifyPluginOptions>(
  access: Access,
  plugin: FastifyPluginAsync<Options> | FastifyPluginCallback<Options>,
): FastifyPluginAsync<Options> {
  return fp(
    async (app: FastifyInstance, options: RegisterOptions & Options) => {
      const { accessOfForeignRoutes } = app
      const before = accessOfForeignRoutes.current
      // Plugins load one after another: until this one has loaded, every new route is its own.
      accessOfForeignRoutes.current = access
      try {
        await app.register(plugin, options)
      } finally {
        accessOfForeignRoutes.current = before
      }
    },
    { fastify: '5.x', decorators: { fastify: ['accessOfForeignRoutes'] } },
  )
}

function declareAccess(route: RouteOptions, foreign: Access | null): void {
  const access = route.config?.access ?? foreign
  if (access === null || !ACCESS_LEVELS.includes(access)) {
    throw new Error(
      `The route ${route.method} ${route.url} must declare who may call it: config.access, one of ${ACCESS_LEVELS.join(', ')}`,
    )
  }
  route.config = { ...route.config, access }
}

/**
 * Refuses a route that does not declare who may call it, when it is registered. A HEAD route that Fastify derives has
 * the declaration of its GET route. Register it before everything that has routes.
 */
async function access(app: FastifyInstance): Promise<void> {
  const foreign: { current: Access | null } = { current: null }
  app.decorate('accessOfForeignRoutes', foreign)
  app.addHook('onRoute', (route) => declareAccess(route, foreign.current))
}

export default fp(access, { name: 'access', fastify: '5.x', dependencies: [] })
