import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import t, { type Test } from 'tap'
import app, { options } from '../../app.ts'
import { startIdentityProvider } from '../support/identity-provider.ts'
import { startSignIn } from '../support/signed-in-app.ts'
import { createTestDatabase } from '../support/test-database.ts'

interface DeclaredRoute {
  method: string
  url: string
  access: unknown
}

/** Anybody may call what is below these: it is open, or has a check of its own. */
const PUBLIC = [
  /^\/health\//,
  /^\/metrics$/,
  /^\/api\/auth\/(self|login|callback|logout)$/,
  /^\/api\/docs(\/|$)/,
  /^\/api\/testing\//,
  /^\/api\/sse\/(callback|stream)$/,
  /^\/api\/cas\//,
  /^\/api\/icons\//,
]

/** They only read, though they are POSTs. */
const QUERIES = [
  '/api/parts/duplicates',
  '/api/parts/shopping-list-memberships/query',
  '/api/kits/shopping-list-memberships/query',
  '/api/kits/pick-list-memberships/query',
]

/** Streams without an end, and the probe that ends the service. */
const NOT_CALLED = /\/stream$|^\/health\/drain$/

function requiredAccess({ method, url }: DeclaredRoute): string {
  if (PUBLIC.some((pattern) => pattern.test(url)) || (method === 'OPTIONS' && url === '*')) return 'public'
  if (method === 'GET' || method === 'HEAD') return 'reader'
  return method === 'POST' && QUERIES.includes(url) ? 'reader' : 'editor'
}

/** Builds the whole service and notes every route that it has. */
async function build(t: Test) {
  const provider = await startIdentityProvider(t, { baseurl: 'http://localhost:3000' })
  const instance = Fastify({ ...options, logger: { level: 'silent' } })
  const registered: RouteOptions[] = []
  instance.addHook('onRoute', (route) => {
    registered.push(route)
  })
  const databaseUrl = await createTestDatabase(t)
  await instance.register(fp(app), { settings: { ...provider.settings, databaseUrl } })
  t.teardown(() => instance.close())
  await instance.ready()
  // Read at the end only: what routes of other plugins may be called by is added after this test has seen them.
  const routes = registered.flatMap(({ method, url, config }) =>
    [method].flat().map((each): DeclaredRoute => ({ method: each, url, access: config?.access })),
  )
  return { app: instance, provider, routes }
}

async function call(app: FastifyInstance, { method, url }: DeclaredRoute, token?: string) {
  const path = url.replace(/:\w+/g, '1').replace('*', 'x')
  return app.inject({
    // The methods are those of the routes themselves.
    method: method as 'GET',
    url: path,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  })
}

t.test('every route declares the role that the tables say, and nobody with less gets in', async (t) => {
  const { app, provider, routes } = await build(t)
  const tokenOf = (role: string) => provider.sign({ sub: role, realm_access: { roles: [role] } })
  const [none, reader, editor, admin] = [
    await tokenOf('visitor'),
    await tokenOf('reader'),
    await tokenOf('editor'),
    await tokenOf('admin'),
  ]
  t.ok(routes.length > 60, `${routes.length} routes`)

  for (const route of routes) {
    const name = `${route.method} ${route.url}`
    const required = requiredAccess(route)
    t.equal(route.access, required, name)
    if (route.method === 'OPTIONS' || NOT_CALLED.test(route.url)) continue
    if (required === 'public') {
      const expected = /auth\/self$/.test(route.url) ? 401 : 0
      const { statusCode } = await call(app, route)
      t.ok(statusCode === expected || (statusCode !== 401 && statusCode !== 403), `${name} is open`)
      continue
    }
    const anonymous = await call(app, route)
    t.equal(anonymous.statusCode, 401, `${name} without token`)
    const stranger = await call(app, route, none)
    t.equal(stranger.statusCode, 403, `${name} without role`)
    if (route.method !== 'HEAD') {
      t.match(anonymous.json(), { error: 'No valid token provided', code: 'AUTHENTICATION_REQUIRED' })
      t.match(stranger.json(), { error: 'No recognized role -- access denied', code: 'AUTHORIZATION_FAILED' })
    }
    const asReader = await call(app, route, reader)
    if (required === 'editor') {
      t.equal(asReader.statusCode, 403, `${name} as reader`)
      t.match(asReader.json(), { error: 'Insufficient permissions - requires one of: editor' })
    } else {
      t.notOk([401, 403].includes(asReader.statusCode), `${name} as reader`)
    }
    for (const [role, token] of Object.entries({ editor, admin })) {
      t.notOk([401, 403].includes((await call(app, route, token)).statusCode), `${name} as ${role}`)
    }
  }
})

t.test('the document names the role of each operation, and none for public ones', async (t) => {
  const { app, routes } = await build(t)
  const document = (await app.inject('/api/docs/service.json')).json()
  t.same(document['x-auth-roles'], { read: 'reader', write: 'editor', admin: 'admin' })
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    const operation = document.paths[path]?.[route.method.toLowerCase()]
    if (operation === undefined) continue
    const required = requiredAccess(route)
    const name = `${route.method} ${path}`
    t.equal(operation['x-required-role'], required === 'public' ? undefined : required, name)
    t.same(operation.security, required === 'public' ? undefined : [{ BearerAuth: [] }], name)
  }
})

t.test('roles include those below them, and come from the realm and from the audience', async (t) => {
  const { app, provider } = await build(t)
  const rolesFor = async (claims: Record<string, unknown>) => {
    const authorization = `Bearer ${await provider.sign(claims)}`
    return (await app.inject({ url: '/api/auth/self', headers: { authorization } })).json().roles
  }
  t.same(await rolesFor({ realm_access: { roles: ['admin'] } }), ['admin', 'editor', 'reader'])
  t.same(await rolesFor({ realm_access: { roles: ['reader'] } }), ['reader'])
  t.same(
    await rolesFor({
      realm_access: { roles: ['zebra', 'reader', 'reader'] },
      resource_access: { inventory: { roles: ['editor'] }, other: { roles: ['admin'] } },
    }),
    ['editor', 'reader', 'zebra'],
  )
})

t.test('a route that has lost its declaration is refused to everybody', async (t) => {
  const { app, provider } = await startSignIn(t, {
    prepare(instance) {
      instance.addHook('onRoute', (route) => {
        if (route.url === '/api/loose') route.config = {}
      })
      instance.get('/api/loose', { config: { access: 'public' } }, async () => 'never')
    },
  })
  const authorization = `Bearer ${await provider.sign({ realm_access: { roles: ['admin'] } })}`
  t.equal((await app.inject({ url: '/api/loose', headers: { authorization } })).statusCode, 403)
})

t.test('the gate comes before the input is looked at, and lets preflights and unknown addresses pass', async (t) => {
  const { app } = await startSignIn(t)
  const malformed = { method: 'POST', url: '/api/types', headers: { 'content-type': 'application/json' } } as const
  t.equal((await app.inject({ ...malformed, payload: '{' })).statusCode, 401)
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/api/types',
    headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'POST' },
  })
  t.equal(preflight.statusCode, 204)
  t.equal((await app.inject('/api/nothing')).statusCode, 404)
  t.equal((await app.inject({ method: 'DELETE', url: '/api/types' })).statusCode, 405)
})

t.test('handlers know who asks', async (t) => {
  const { app, provider } = await startSignIn(t, {
    prepare(instance) {
      instance.get('/api/me', { config: { access: 'reader' } }, async ({ identity }) => identity)
    },
  })
  const authorization = `Bearer ${await provider.sign({ sub: 'machine', realm_access: { roles: ['reader'] } })}`
  t.same((await app.inject({ url: '/api/me', headers: { authorization } })).json(), {
    subject: 'machine',
    email: null,
    name: null,
    roles: ['reader'],
  })
})
