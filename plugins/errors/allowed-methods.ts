import type { FastifyInstance } from 'fastify'
import findMyWay from 'find-my-way'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/**
 * Collects the routes that are registered from here on.
 *
 * @returns a function that lists the methods that a path answers to, none for an unknown path.
 */
export function collectAllowedMethods(app: FastifyInstance): (path: string) => string[] {
  const router = findMyWay()
  const known = new Set<string>()
  // A route for everything that no other route answers makes no path a known one.
  const everything = `${app.prefix}/*`
  app.addHook('onRoute', ({ method, url }) => {
    if (url === everything) return
    for (const name of [method].flat()) {
      const supported = METHODS.find((candidate) => candidate === name)
      if (supported === undefined || known.has(`${name} ${url}`)) continue
      known.add(`${name} ${url}`)
      router.on(supported, url, () => {})
    }
  })
  return (path) => METHODS.filter((method) => router.find(method, path) !== null)
}
