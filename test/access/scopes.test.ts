import t from 'tap'
import { TOKEN_SCOPES } from '../../plugins/auth/token-scopes.ts'
import { buildWithRoutes, callRoute } from '../support/declared-routes.ts'
import { metricValue } from '../support/metric-value.ts'
import { buildOwnApp, makeToken, pairDevice } from '../support/own-sign-in.ts'

const READ_STOCK = [
  'GET /api/parts/:part_key',
  'GET /api/parts/:part_key/locations',
  'GET /api/boxes/:box_no',
  'GET /api/boxes/:box_no/locations',
  'GET /api/locations/:box_no/:loc_no',
]
const SCANNED = [
  'POST /api/scans',
  'POST /api/scans/apply',
  'POST /api/inventory/parts/:part_key/stock',
  'DELETE /api/inventory/parts/:part_key/stock',
  'POST /api/inventory/parts/:part_key/move',
]
/** What each scope opens, of the routes that there are. Reading the health and the metrics needs no token at all. */
const OPENED = {
  kicad: [/^GET \/kicad-api\//, /^GET \/api\/kicad\//, /^GET \/api\/cas\//],
  scan: [...READ_STOCK, ...SCANNED].map((route) => new RegExp(`^${route.replaceAll('/', '\\/')}$`)),
  agent: [/^(GET|POST|DELETE) \/mcp$/, /^GET \/api\/proposals$/],
  metrics: [/^GET \/api\/dashboard\/stats$/],
}

t.test('each scope opens its routes and no other', async (t) => {
  const { app, routes } = await buildWithRoutes(t, { authMode: 'own' })
  // What routes with the number 1 end must not be what the test needs.
  await makeToken(app, await pairDevice(app, 'Somebody else'), { role: 'reader' })
  // Tokens are made at one replica and sent to another one.
  const other = await buildOwnApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const ada = await pairDevice(other, 'Ada')
  const checked = routes.filter(({ access, method }) => access !== 'public' && !['HEAD', 'OPTIONS'].includes(method))
  t.ok(checked.length > 80)
  for (const scope of TOKEN_SCOPES) {
    const authorization = `Bearer ${await makeToken(other, ada, { role: 'admin', scope })}`
    const before = await metricValue('access_tokens_used_total', { scope, outcome: 'out_of_scope' })
    let refusals = 0
    for (const route of checked) {
      const name = `${route.method} ${route.url}`
      const isOpen = OPENED[scope].some((pattern) => pattern.test(name))
      const { statusCode, body } = await callRoute(app, route, { authorization })
      if (isOpen) t.notOk([401, 403].includes(statusCode), `${scope}: ${name} ${statusCode}`)
      else {
        t.equal(statusCode, 403, `${scope}: ${name}`)
        t.match(body, `for ${scope} only`)
        refusals++
      }
    }
    t.equal(await metricValue('access_tokens_used_total', { scope, outcome: 'out_of_scope' }), before + refusals)
    t.equal((await app.inject({ url: '/api/auth/self', headers: { authorization } })).statusCode, 200)
  }
})

t.test('a request with a token is counted once, by what became of it', async (t) => {
  const app = await buildOwnApp(t)
  const ada = await pairDevice(app, 'Ada')
  const token = await makeToken(app, ada, { role: 'reader', scope: 'kicad' })
  const counts = async () => ({
    accepted: await metricValue('access_tokens_used_total', { scope: 'kicad', outcome: 'accepted' }),
    refused: await metricValue('access_tokens_used_total', { scope: 'kicad', outcome: 'out_of_scope' }),
  })
  const call = async (url: string) =>
    (await app.inject({ url, headers: { authorization: `Bearer ${token}` } })).statusCode
  const before = await counts()
  t.equal(await call('/api/boxes'), 403)
  t.same(await counts(), { accepted: before.accepted, refused: before.refused + 1 })
  t.equal(await call('/api/auth/self'), 200)
  t.same(await counts(), { accepted: before.accepted + 1, refused: before.refused + 1 })
})
