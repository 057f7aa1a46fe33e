import t from 'tap'
import { linkAddresses } from '../../services/access/pairing/link-addresses.ts'
import { buildOwnApp, pairDevice } from '../support/own-sign-in.ts'

t.test('where nobody has said where the service is, it is where it was reached', async (t) => {
  const app = await buildOwnApp(t)
  const ada = await pairDevice(app, 'Ada')
  const host = '192.168.1.5:3001'
  const login = (redirect: string) =>
    app.inject({ url: `/api/auth/login?redirect=${encodeURIComponent(redirect)}`, headers: { host } })
  t.equal((await login('http://localhost:3000/parts')).statusCode, 400, 'the default of BASEURL is another program')
  t.equal((await login('https://192.168.1.5:3001/parts')).statusCode, 400)
  t.equal((await login(`http://${host}/parts`)).statusCode, 302)
  const rename = (origin: string, proto = 'http') =>
    app.inject({
      method: 'PATCH',
      url: `/api/devices/${ada.device}`,
      headers: { cookie: ada.cookie, host, origin, 'x-forwarded-proto': proto },
      payload: { name: 'Bench' },
    })
  t.equal((await rename(`http://${host}`)).statusCode, 200)
  t.equal((await rename('http://localhost:3000')).statusCode, 403)
  t.equal((await rename(`https://${host}`)).statusCode, 403, 'another scheme is another origin')
  t.equal((await rename(`http://${host}`, 'javascript')).statusCode, 200, 'what is no scheme is ignored')
})

t.test('links name only addresses that are listened on', async (t) => {
  const settings = { baseurl: 'http://localhost:3000', basePath: '', port: 3001, tlsCertFile: null }
  for (const link of linkAddresses({ ...settings, host: '0.0.0.0' })) t.notMatch(link, '[', link)
  t.same(linkAddresses({ ...settings, host: '10.0.0.7' }), ['http://10.0.0.7:3001'])
})
