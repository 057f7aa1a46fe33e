import cors from '@fastify/cors'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import access, { withAccess } from '../../plugins/access.ts'

async function build(test: Test): Promise<FastifyInstance> {
  const app = Fastify()
  test.teardown(() => app.close())
  await app.register(access)
  return app
}

t.test('a route that declares its access is taken, with its derived HEAD route', async (t) => {
  const app = await build(t)
  app.register(async (scope) => {
    scope.get('/parts', { config: { access: 'reader' } }, async (request) => request.routeOptions.config.access)
  })
  t.equal((await app.inject('/parts')).body, 'reader')
  t.equal((await app.inject({ method: 'HEAD', url: '/parts' })).statusCode, 200)
})

t.test('a route that declares none is refused by name when it is registered', async (t) => {
  const app = await build(t)
  app.register(
    async (scope) => {
      scope.post('/parts', async () => 'never')
    },
    { prefix: '/api' },
  )
  await t.rejects(async () => app.ready(), {
    message: /route POST \/api\/parts must declare .* reader, editor, admin, public/,
  })
})

t.test('a role that does not exist is refused', async (t) => {
  const app = await build(t)
  app.register(async (scope) => {
    scope.get('/parts', { config: JSON.parse('{"access":"owner"}') }, async () => 'never')
  })
  await t.rejects(async () => app.ready(), { message: /GET \/parts must declare/ })
})

t.test('the routes of a plugin that is not ours get what its registration says, and no others do', async (t) => {
  const app = await build(t)
  const seen: string[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    seen.push(`${method} ${url} ${config?.access}`)
  })
  app.register(withAccess('public', cors), { origin: 'http://localhost:3000' })
  app.register(
    withAccess('admin', async (scope: FastifyInstance) => {
      scope.get('/reference', async () => 'page')
    }),
    { prefix: '/docs' },
  )
  app.register(async (scope) => {
    scope.get('/own', { config: { access: 'editor' }, exposeHeadRoute: false }, async () => 'own')
  })
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/own',
    headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'GET' },
  })
  t.equal(preflight.statusCode, 204)
  t.equal(preflight.headers['access-control-allow-origin'], 'http://localhost:3000')
  t.same(seen.sort(), [
    'GET /docs/reference admin',
    'GET /own editor',
    'HEAD /docs/reference admin',
    'OPTIONS * public',
  ])
})

t.test('a wrapped plugin that fails to load leaves nothing open', async (t) => {
  const app = await build(t)
  app.register(
    withAccess('public', async () => {
      throw new Error('broken')
    }),
  )
  await t.rejects(async () => app.ready(), { message: 'broken' })
  t.equal(app.accessOfForeignRoutes.current, null)
})
