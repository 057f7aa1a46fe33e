import { join } from 'node:path'
import Fastify from 'fastify'
import t from 'tap'
import app from '../../app.ts'
import access from '../../plugins/access.ts'
import webRoot from '../../plugins/web-root/index.ts'

const folder = t.testdir({ empty: {}, file: 'text', odd: { 'index.html': {} } })

t.test('a folder that holds no front end stops the start, before a database is needed, and says why', async (t) => {
  const problems: [string, string][] = [
    ['missing', 'is not a folder'],
    ['file', 'is not a folder'],
    ['empty', 'has no index.html that can be read'],
    ['odd', 'has no index.html that can be read'],
  ]
  for (const [name, problem] of problems) {
    const instance = Fastify()
    t.teardown(() => instance.close())
    const settings = { webRoot: join(folder, name), databaseUrl: 'postgresql://nobody@127.0.0.1:9/none' }
    await t.rejects(async () => instance.register(app, { settings }), {
      code: 'INVALID_SETTINGS',
      problems: [`WEB_ROOT must be the folder of a built front end: ${join(folder, name)} ${problem}`],
    })
  }
})

t.test('without a folder there is one page that leads to the interface', async (t) => {
  const instance = Fastify()
  t.teardown(() => instance.close())
  await instance.register(access)
  await instance.register(webRoot, { folder: null, basePath: '/lab' })
  const page = await instance.inject('/')
  t.equal(page.statusCode, 200)
  t.match(page.headers, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': /default-src 'self'/ })
  for (const path of ['/api/docs/swagger/', '/metrics', '/health/readyz']) t.match(page.body, `href="/lab${path}"`)
  t.equal((await instance.inject('/parts')).statusCode, 404)
})
