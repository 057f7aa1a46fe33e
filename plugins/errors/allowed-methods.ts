import type { FastifyInstance } from 'fastify'
import findMyWay from 'find-my-way'

/** The methods that routes can have. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/**
 * Collects the routes that are registered from here on.
 *
 * @returns a function that lists the methods that a path answers to, none for an unknown path.
 */
export function collectAllowedMethods(app: FastifyInstance): (path: string) => string[] {
  const router = findMyWay({ maxParamLength: Number.MAX_SAFE_INTEGER })
  const known = new Set<string>()
  // A route for everything that no other route answers makes no path a known one.
  const everything = `${app.prefix}/*`
  app.addHook('onRoute', ({ method, url }) => {
    if (url === everything) return
    for (const name of [method].flat()) {
      const supported = METHODS.find((candidate) => candidate === name)
      if (supported === undefined || known.has(`${name} ${url}`)) continue
      known.add(`${name} ${url}`)
      router.on(supported, url, () => {}, url)
    }
  })
  return (path) => {
    const found = METHODS.flatMap((method) => {
      const route = router.find(method, path)
      // A parameter without a character names nothing.
      return route === null || Object.values(route.params).includes('') ? [] : [{ method, url: String(route.store) }]
    })
    // A path that some route has as it stands is no value of another route's parameter.
    const exact = found.filter(({ url }) => !/[:*]/.test(url))
    return (exact.length > 0 ? exact : found).map(({ method }) => method)
  }
}
