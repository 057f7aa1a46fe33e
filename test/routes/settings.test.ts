import t from 'tap'
import { buildApp } from '../support/build-app.ts'

interface Setting {
  name: string
  value: string | null
  description: string
  is_default: boolean
}

t.test('the settings in force, without secrets', async (t) => {
  const secrets = {
    secretKey: 'a-key-that-nobody-may-read-0123456789',
    drainAuthKey: 'drain-key-that-nobody-may-read',
    mouserSearchApiKey: 'mouser-key-that-nobody-may-read',
  }
  const app = await buildApp(t, { settings: { ...secrets, dbPoolSize: 7 } })
  const response = await app.inject('/api/settings')
  t.equal(response.statusCode, 200)
  const settings: Setting[] = response.json()
  const of = (name: string) => settings.find((setting) => setting.name === name)
  t.match(of('DB_POOL_SIZE'), { value: '7', is_default: false, description: /connection pool/ })
  t.match(of('DRAIN_AUTH_KEY'), { value: '***', is_default: false })
  t.match(of('MOUSER_REQUESTS_PER_DAY'), { is_default: true })
  for (const secret of Object.values(secrets)) t.notOk(response.body.includes(secret))
  const { password } = new URL(app.config.databaseUrl ?? 'postgresql://nobody@localhost')
  if (password !== '') t.notOk(response.body.includes(`:${password}@`))
})
