import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { until } from '../../support/until.ts'

const OIDC = {
  appEnv: 'testing',
  oidcEnabled: true,
  oidcIssuerUrl: 'http://127.0.0.1:1',
  oidcClientId: 'inventory',
  oidcClientSecret: 'secret',
} as const

/** The provider of these tests cannot be asked to sign anybody in. */
const NOT_SIGNED_IN = 503

t.test('editors import, readers look; the task is of who has begun it, the import is seen by all', async (t) => {
  const app = await buildApp(t, { settings: OIDC })
  const cookieOf = async (subject: string, roles: string[]) => {
    const session = await app.inject({
      method: 'POST',
      url: '/api/testing/auth/session',
      payload: { subject, roles },
    })
    return String(session.headers['set-cookie']).split(';')[0] ?? ''
  }
  const rosa = await cookieOf('rosa', ['editor'])
  const eddie = await cookieOf('eddie', ['editor'])
  const reader = await cookieOf('ruth', ['reader'])
  const ask = (cookie: string, method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, payload?: object) =>
    app.inject({ method, url, headers: { cookie }, ...(payload === undefined ? {} : { payload }) })
  const pasted = { text: 'MPN,Qty\nAB1234,5\n', kind: 'parts_list', options: { stock: 'ignore' } }

  t.equal((await ask(reader, 'POST', '/api/imports', pasted)).statusCode, 403)
  const added = await ask(rosa, 'POST', '/api/imports', pasted)
  t.equal(added.statusCode, 202)
  const { id, task_id: task } = added.json()
  const url = `/api/imports/${id}`
  await until(async () => (await ask(rosa, 'GET', url)).json().status === 'proposed')

  t.equal((await ask(rosa, 'GET', `/api/tasks/${task}/status`)).statusCode, 200)
  t.equal((await ask(eddie, 'GET', `/api/tasks/${task}/status`)).statusCode, 404)
  for (const cookie of [rosa, eddie, reader]) {
    for (const path of ['', '/rows', '/report', '/file']) {
      t.equal((await ask(cookie, 'GET', `${url}${path}`)).statusCode, 200, path)
    }
    t.equal((await ask(cookie, 'GET', '/api/imports')).json().length, 1)
    t.equal((await ask(cookie, 'GET', '/api/import-kinds')).statusCode, 200)
  }
  const { version } = (await ask(reader, 'GET', url)).json()
  for (const [method, path, body] of [
    ['PATCH', '', { version, kind: 'bom' }],
    ['PATCH', '/rows/2', { version: 1, decision: { action: 'skip' } }],
    ['PATCH', '/rows', { version, show: 'all', decision: null }],
    ['POST', '/commit', { version, rows: 'all' }],
    ['POST', '/undo', undefined],
    ['DELETE', '', undefined],
  ] as const) {
    t.equal((await ask(reader, method, `${url}${path}`, body)).statusCode, 403, `${method} ${path}`)
  }
  t.equal((await ask(eddie, 'POST', `${url}/commit`, { version, rows: 'all' })).statusCode, 202, 'another editor may')
  await until(async () => (await ask(eddie, 'GET', url)).json().status === 'committed')
  const [operation] = await app.db.query<{ source: string }>('select source from operations')
  t.equal(operation?.source, `import ${id}`)

  const admin = await cookieOf('ada', ['admin'])
  const mapping = { name: 'Shop', kind: 'cart', columns: [{ header: 'Stk', field: 'quantity' }], options: {} }
  const edits = [
    ['PATCH', '/api/imports/999999', { version, kind: 'bom' }],
    ['PATCH', '/api/imports/999999/rows/2', { version: 1, decision: { action: 'skip' } }],
    ['PATCH', '/api/imports/999999/rows', { version, show: 'all', decision: null }],
    ['POST', '/api/imports/999999/commit', { version, rows: 'all' }],
    ['POST', '/api/imports/999999/undo', undefined],
    ['DELETE', '/api/imports/999999', undefined],
    ['PUT', '/api/import-mappings/999999', mapping],
    ['DELETE', '/api/import-mappings/999999', undefined],
  ] as const
  const reads = [
    ['/api/imports', 200],
    ['/api/imports/999999', 404],
    ['/api/imports/999999/rows', 404],
    ['/api/imports/999999/report', 404],
    ['/api/imports/999999/file', 404],
    ['/api/import-kinds', 200],
    ['/api/import-mappings', 200],
    ['/api/exports/parts', 200],
    ['/api/exports/stock', 200],
    ['/api/exports/history', 200],
    ['/api/exports/inventory', 200],
    ['/api/exports/kits/999999', 404],
    ['/api/exports/shopping-lists/999999/sellers/1', 404],
  ] as const
  for (const [method, path, body] of edits) {
    for (const [cookie, status] of [
      ['', NOT_SIGNED_IN],
      [reader, 403],
      [rosa, 404],
      [admin, 404],
    ] as const) {
      t.equal((await ask(cookie, method, path, body)).statusCode, status, `${method} ${path}`)
    }
  }
  for (const [path, status] of reads) {
    t.equal((await ask('', 'GET', path)).statusCode, NOT_SIGNED_IN, `${path} without signing in`)
    for (const cookie of [reader, rosa, admin]) t.equal((await ask(cookie, 'GET', path)).statusCode, status, path)
  }
  for (const [path, body] of [
    ['/api/imports', pasted],
    ['/api/import-mappings', mapping],
  ] as const) {
    t.equal((await ask('', 'POST', path, body)).statusCode, NOT_SIGNED_IN, path)
    t.equal((await ask(reader, 'POST', path, body)).statusCode, 403, path)
  }
  t.equal((await ask(admin, 'POST', '/api/import-mappings', mapping)).statusCode, 201)
})
