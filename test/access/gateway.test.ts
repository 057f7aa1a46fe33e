import t from 'tap'
import { buildOwnApp, makeToken, pairDevice } from '../support/own-sign-in.ts'
import { startGateway } from '../support/sse-gateway.ts'

t.test(
  'streams of a gateway belong to the person of the device, and close when one of the devices is revoked',
  async (t) => {
    const gateway = await startGateway(t)
    const app = await buildOwnApp(t, { settings: { host: '127.0.0.1', sseGatewayUrl: gateway.url } })
    gateway.callbackUrl = await app.listen({ port: 0, host: '127.0.0.1' })
    const [ada, rosa] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Rosa', 'reader')]
    const scoped = await makeToken(app, ada, { role: 'reader', scope: 'kicad' })

    await gateway.connect('page-of-ada', 'stream-a', { cookie: ada.cookie })
    await gateway.connect('page-of-rosa', 'stream-r', { Cookie: [rosa.cookie] })
    await gateway.connect('page-of-kicad', 'stream-k', { authorization: `Bearer ${scoped}` })
    const subjectOf = async (page: string) => (await app.sse.connectionInfo(page))?.subject
    t.equal(await subjectOf('page-of-ada'), `person:${ada.person}`)
    t.equal(await subjectOf('page-of-rosa'), `person:${rosa.person}`)
    t.equal(await subjectOf('page-of-kicad'), null, 'a token for something else opens no stream of its owner')

    const headers = { cookie: ada.cookie }
    await app.inject({ method: 'DELETE', url: `/api/devices/${rosa.device}`, headers })
    await gateway.until(() => gateway.sent.some(({ close }) => close === true))
    t.same(
      gateway.sent.filter(({ close }) => close).map(({ token }) => token),
      ['stream-r'],
    )
    await gateway.connect('page-of-rosa', 'stream-r2', { cookie: rosa.cookie })
    t.equal(await subjectOf('page-of-rosa'), null)
  },
)
