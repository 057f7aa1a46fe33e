import type { FastifyInstance } from 'fastify'
import findMyWay from 'find-my-way'

/** The methods that routes can have. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

interface Route {
  method: (typeof METHODS)[number]
  url: string
}

function routerOf(routes: Iterable<Route>) {
  const router = findMyWay({ maxParamLength: Number.MAX_SAFE_INTEGER })
  for (const { method, url } of routes) router.on(method, url, () => {}, url)
  return router
}

const hasParameter = (url: string) => /[:*]/.test(url)

/** What the registered routes say of a path. It is asked once the instance is ready. */
interface KnownPaths {
  /** The methods that a path answers to, none for an unknown path. */
  methodsOf(path: string): string[]
  /** Whether a route has the path as it stands, without a parameter. */
  isLiteral(path: string): boolean
}

/** Collects the routes that are registered from here on. */
export function collectKnownPaths(app: FastifyInstance): KnownPaths {
  const routes = new Map<string, Route>()
  const literals = new Set<string>()
  // Made with the first path that is asked about: it would be a part of the start.
  let router: ReturnType<typeof routerOf> | undefined
  // A route for everything that no other route answers makes no path a known one.
  const everything = `${app.prefix}/*`
  app.addHook('onRoute', ({ method, url }) => {
    if (url === everything) return
    for (const name of typeof method === 'string' ? [method] : method) {
      const supported = METHODS.find((candidate) => candidate === name)
      if (supported !== undefined) routes.set(`${name} ${url}`, { method: supported, url })
    }
    if (!hasParameter(url)) literals.add(url)
  })
  const methodsOf = (path: string) => {
    router ??= routerOf(routes.values())
    const known = router
    const found = METHODS.flatMap((method) => {
      const route = known.find(method, path)
      // A parameter without a character names nothing.
      return route === null || Object.values(route.params).includes('') ? [] : [{ method, url: String(route.store) }]
    })
    // A path that some route has as it stands is no value of another route's parameter.
    const exact = found.filter(({ url }) => !hasParameter(url))
    return (exact.length > 0 ? exact : found).map(({ method }) => method)
  }
  return { methodsOf, isLiteral: (path) => literals.has(path) }
}
