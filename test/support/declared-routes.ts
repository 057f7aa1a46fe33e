import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import type { Test } from 'tap'
import app, { type AppOptions, options } from '../../app.ts'
import { createTestDatabase } from './test-database.ts'

/** A route as the service has registered it. */
export interface DeclaredRoute {
  method: string
  url: string
  access: unknown
}

/** Anybody may call what is below these: it is open, or has a check of its own. */
const PUBLIC = [
  /^\/health\//,
  /^\/metrics$/,
  /^\/api\/auth\/(self|mode|login|callback|logout)$/,
  /^\/api\/pairing\//,
  /^\/ca\.crt$/,
  /^\/\*$/,
  /^\/api\/docs(\/|$)/,
  /^\/api\/testing\//,
  /^\/api\/sse\/(callback|stream)$/,
  /^\/api\/cas\//,
  /^\/api\/icons\//,
  // Printed addresses only lead on.
  /^\/(?:p|b|k|pl)\//i,
]

/** They only read, though they are POSTs. */
const QUERIES = [
  '/api/labels',
  '/api/scans',
  '/api/parts/duplicates',
  '/api/parts/shopping-list-memberships/query',
  '/api/kits/shopping-list-memberships/query',
  '/api/kits/pick-list-memberships/query',
]

/** Who may change people, and one's own devices and tokens. */
const SPECIAL: readonly (readonly [RegExp, string])[] = [
  [/^PATCH \/api\/people\//, 'admin'],
  [/^(GET|HEAD) \/api\/(access-log|settings|system)$/, 'admin'],
  [/^\w+ \/api\/(devices|tokens|pairing-codes)(\/|$)/, 'reader'],
]

/** Each includes those before it. */
const ORDER: readonly string[] = ['reader', 'editor', 'admin']

/** Streams without an end, and the probe that ends the service. */
export const NOT_CALLED = /\/stream$|^\/health\/drain$/

/** The role that the tables of the specification name for a route. */
export function requiredAccess({ method, url }: DeclaredRoute): string {
  const special = SPECIAL.find(([pattern]) => pattern.test(`${method} ${url}`))
  if (special !== undefined) return special[1]
  if (PUBLIC.some((pattern) => pattern.test(url)) || (method === 'OPTIONS' && url === '*')) return 'public'
  if (method === 'GET' || method === 'HEAD') return 'reader'
  return method === 'POST' && QUERIES.includes(url) ? 'reader' : 'editor'
}

/** The path of a route with something in place of its parameters. */
export function pathOf({ url }: Pick<DeclaredRoute, 'url'>): string {
  return url.replace(/:\w+/g, '1').replace('*', 'x')
}

/** Builds the whole service and notes every route that it has. */
export async function buildWithRoutes(t: Test, settings: AppOptions['settings']) {
  const instance = Fastify({ ...options, logger: { level: 'silent' } })
  const registered: RouteOptions[] = []
  instance.addHook('onRoute', (route) => {
    registered.push(route)
  })
  const databaseUrl = await createTestDatabase(t)
  const dataDir = t.testdir()
  await instance.register(fp(app), { settings: { dataDir, ...settings, databaseUrl } })
  t.teardown(() => instance.close())
  await instance.ready()
  // Read at the end only: what routes of other plugins may be called by is added after this test has seen them.
  const routes = registered.flatMap(({ method, url, config }) =>
    [method].flat().map((each): DeclaredRoute => ({ method: each, url, access: config?.access })),
  )
  return { app: instance, routes }
}

/** Headers with which somebody calls. */
export type CallerHeaders = Record<string, string>

/** Calls a route as somebody; its path has something in place of the parameters. */
export function callRoute(app: FastifyInstance, route: DeclaredRoute, headers: CallerHeaders = {}) {
  // The methods are those of the routes themselves.
  return app.inject({ method: route.method as 'GET', url: pathOf(route), headers })
}

export interface SweepCallers {
  reader: CallerHeaders
  editor: CallerHeaders
  admin: CallerHeaders
}

/** Calls every route without credentials and in each role, and sees that nobody with less than the route needs gets in. */
export async function sweepRoutes(
  t: Test,
  { app, routes }: { app: FastifyInstance; routes: readonly DeclaredRoute[] },
  callers: SweepCallers,
): Promise<void> {
  for (const route of routes) {
    const name = `${route.method} ${route.url}`
    const required = requiredAccess(route)
    t.equal(route.access, required, name)
    if (route.method === 'OPTIONS' || NOT_CALLED.test(route.url)) continue
    const anonymous = await callRoute(app, route)
    if (required === 'public') {
      const expected = /auth\/self$/.test(route.url) ? 401 : 0
      const { statusCode } = anonymous
      t.ok(statusCode === expected || (statusCode !== 401 && statusCode !== 403), `${name} is open`)
      continue
    }
    t.equal(anonymous.statusCode, 401, `${name} without credentials`)
    if (route.method !== 'HEAD') {
      t.match(anonymous.json(), { error: 'No valid token provided', code: 'AUTHENTICATION_REQUIRED' })
    }
    const allowed = ORDER.slice(ORDER.indexOf(required))
    for (const role of ['reader', 'editor', 'admin'] as const) {
      const answer = await callRoute(app, route, callers[role])
      if (allowed.includes(role)) t.notOk([401, 403].includes(answer.statusCode), `${name} as ${role}`)
      else {
        t.equal(answer.statusCode, 403, `${name} as ${role}`)
        if (route.method !== 'HEAD') {
          t.match(answer.json(), { error: `Insufficient permissions - requires one of: ${required}` })
        }
      }
    }
  }
}
