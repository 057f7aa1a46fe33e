import t, { type Test } from 'tap'
import { buildWithRoutes, callRoute, NOT_CALLED, requiredAccess, sweepRoutes } from '../support/declared-routes.ts'
import { startIdentityProvider } from '../support/identity-provider.ts'
import { startSignIn } from '../support/signed-in-app.ts'

async function build(t: Test) {
  const provider = await startIdentityProvider(t, { baseurl: 'http://localhost:3000' })
  return { ...(await buildWithRoutes(t, provider.settings)), provider }
}

t.test('every route declares the role that the tables say, and nobody with less gets in', async (t) => {
  const { app, provider, routes } = await build(t)
  const headersOf = async (role: string) => ({
    authorization: `Bearer ${await provider.sign({ sub: role, realm_access: { roles: [role] } })}`,
  })
  t.ok(routes.length > 60, `${routes.length} routes`)
  await sweepRoutes(
    t,
    { app, routes },
    { reader: await headersOf('reader'), editor: await headersOf('editor'), admin: await headersOf('admin') },
  )
  const visitor = await headersOf('visitor')
  for (const route of routes) {
    if (requiredAccess(route) === 'public' || route.method === 'OPTIONS' || NOT_CALLED.test(route.url)) continue
    const stranger = await callRoute(app, route, visitor)
    t.equal(stranger.statusCode, 403, `${route.method} ${route.url} without role`)
    if (route.method !== 'HEAD') {
      t.match(stranger.json(), { error: 'No recognized role -- access denied', code: 'AUTHORIZATION_FAILED' })
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
