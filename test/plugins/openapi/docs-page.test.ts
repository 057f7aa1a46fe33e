import t from 'tap'
import { documentedApp } from './document-of.ts'
import { typeRoutes } from './type-routes.ts'

const app = await documentedApp(typeRoutes)
t.teardown(() => app.close())

t.test('the page of the reference, its script from here', async (t) => {
  for (const path of ['/api/docs', '/api/docs/']) {
    const { statusCode, headers } = await app.inject(path)
    t.match({ statusCode, location: headers.location }, { statusCode: 302, location: '/api/docs/swagger/' })
  }
  const page = await app.inject('/api/docs/swagger/')
  t.equal(page.statusCode, 200)
  t.notMatch(page.body, /https?:/, 'needs no other host')
  t.notMatch(String(page.headers['content-security-policy']), /https?:|upgrade/, 'and may not ask one')
  const script = await app.inject('/api/docs/swagger/static/swagger-initializer.js')
  t.equal(script.statusCode, 200)
  t.match(script.headers['content-type'], /javascript/)
  t.match(script.body, '/api/docs/service.json')
})

t.test('the documents are rendered once', async (t) => {
  const before = app.openApi.service
  await app.inject('/api/docs/service.json')
  t.equal(app.openApi.service, before)
  t.equal((await app.inject('/api/docs/service.json')).body, before)
})
