import t from 'tap'
import { readSettings } from '../../plugins/config/index.ts'
import { buildApp } from '../support/build-app.ts'
import { collectLog } from '../support/signed-in-app.ts'

async function build(trustedProxies?: string[]) {
  const { lines, logger } = collectLog()
  const app = await buildApp(t, {
    settings: trustedProxies ? { trustedProxies } : {},
    server: { logger },
    prepare(instance) {
      instance.get('/whoami', { config: { access: 'public' } }, async ({ ip, host, protocol }) => ({
        ip,
        host,
        protocol,
      }))
    },
  })
  return { app, lines }
}

const CLAIMS = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'localhost:4000', 'x-forwarded-proto': 'https' }
const believed = { ip: '203.0.113.9', host: 'localhost:4000', protocol: 'https' }

t.test('what a request says about its way is believed of proxies only', async (t) => {
  const cases: [string[] | undefined, string[], string[]][] = [
    [
      undefined,
      ['127.0.0.1', '::1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '::ffff:10.1.2.3', 'fd00::1', 'fe80::1%eth0'],
      ['203.0.113.1', '172.32.0.1', '2001:db8::1', '::ffff:203.0.113.1', '11.0.0.1'],
    ],
    [[], [], ['127.0.0.1', '::1', '10.1.2.3', '203.0.113.1']],
    [
      ['203.0.113.0/24', '2001:db8::7'],
      ['203.0.113.1', '2001:db8::7'],
      ['127.0.0.1', '203.0.114.1', '2001:db8::8'],
    ],
  ]
  for (const [trusted, proxies, others] of cases) {
    const { app } = await build(trusted)
    const ask = async (remoteAddress: string) =>
      (await app.inject({ url: '/whoami', remoteAddress, headers: CLAIMS })).json()
    for (const address of proxies) t.same(await ask(address), believed, `${trusted} ${address}`)
    for (const address of others) {
      t.same(await ask(address), { ip: address, host: 'localhost:80', protocol: 'http' }, `${trusted} ${address}`)
    }
  }
})

t.test('one proxy is believed about one address, and the log has the right one', async (t) => {
  const { app, lines } = await build(['loopback'])
  const chain = await app.inject({ url: '/whoami', headers: { 'x-forwarded-for': '198.51.100.1, 10.0.0.7' } })
  t.equal(chain.json().ip, '10.0.0.7')

  const direct = await build([])
  const url = await direct.app.listen({ port: 0, host: '127.0.0.1' })
  t.match(await (await fetch(`${url}/whoami`, { headers: CLAIMS })).json(), { ip: '127.0.0.1', protocol: 'http' })
  t.notMatch(direct.lines.join(''), /203\.0\.113\.9/)
  t.match(lines.join(''), /"remoteAddress":"10\.0\.0\.7"/)
})

t.test('what is no address or range is refused at the start', async (t) => {
  for (const entry of ['proxy.lab', '10.0.0.0/33', '10.0.0/8', '10.0.0.0/', '10.0.0.0/8/8', '*', 'public', '::/129']) {
    t.throws(() => readSettings({ TRUSTED_PROXIES: JSON.stringify([entry]) }), {
      message: /TRUSTED_PROXIES must list addresses/,
    })
  }
})

t.test('what is no address is no address, whoever forwards it', async (t) => {
  const { app } = await build(['loopback'])
  for (const { sent, ip } of [
    { sent: '<script>alert(1)</script>', ip: '127.0.0.1' },
    { sent: 'unknown', ip: '127.0.0.1' },
    { sent: 'x'.repeat(10_000), ip: '127.0.0.1' },
    { sent: '198.51.100.1:5555', ip: '198.51.100.1' },
    { sent: '[2001:db8::1]:5555', ip: '2001:db8::1' },
    { sent: '2001:db8::1', ip: '2001:db8::1' },
    { sent: "' or 1=1, 198.51.100.1", ip: '198.51.100.1' },
    { sent: '198.51.100.1, unknown', ip: '127.0.0.1' },
  ]) {
    const answer = await app.inject({ url: '/whoami', headers: { 'x-forwarded-for': sent } })
    t.equal(answer.json().ip, ip, sent.slice(0, 40))
  }
})
