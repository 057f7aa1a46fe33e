import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

t.test('a body that is declared must be sent, also where every field may be left out', async (t) => {
  const app = await buildApp(t, { settings: { appEnv: 'testing' } })
  const post = async (url: string, payload: object) => (await app.inject({ method: 'POST', url, payload })).json()
  const { key } = await post('/api/parts', { description: 'a' })
  const { id: seller } = await post('/api/sellers', { name: 'a', website: 'https://a.example' })
  const { id: list } = await post('/api/shopping-lists', { name: 'a' })
  const cases: ['PUT', string][] = [
    ['PUT', `/api/parts/${key}`],
    ['PUT', `/api/sellers/${seller}`],
    ['PUT', `/api/shopping-lists/${list}`],
  ]
  for (const [method, url] of cases) {
    t.match((await app.inject({ method, url })).json(), { error: 'The body must be a JSON object' }, url)
    for (const payload of ['', 'null', '[]', '""', '0', 'false']) {
      const answer = await app.inject({ method, url, payload, headers: { 'content-type': 'application/json' } })
      t.equal(answer.statusCode, 400, `${url} ${payload}`)
    }
    t.equal((await app.inject({ method, url, payload: {} })).statusCode, 200, 'changes nothing')
  }
  const started = await app.inject({ method: 'POST', url: '/api/testing/tasks/start' })
  t.equal(started.statusCode, 200, 'a body with a default may be left out')
})
