import t from 'tap'
import { pairDevice } from '../support/own-sign-in.ts'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'

t.test('after pairing, people stay at this service', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t, { settings: { authMode: 'own' } })
  const ada = await pairDevice(pages.app, 'Ada')
  const { page, startAnew } = await pages.open('/pair')
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).hostname))
  for (const [redirect, expected] of [
    ['/\\evil.example', '/'],
    ['/\\/evil.example', '/'],
    ['\\\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/\n/evil.example', '/'],
    ['//evil.example', '/'],
    ['https://evil.example/parts', '/'],
    [`http://evil.example@${new URL(pages.url).host}/parts`, '/'],
    ['javascript:alert(1)', '/'],
    ['/api/auth/logout', '/'],
    ['/%61pi/auth/logout', '/'],
    ['/parts?q=4k7', '/parts?q=4k7'],
    [`${pages.url}/kits`, '/kits'],
  ] as const) {
    const code = await pages.app.pairing.makeTerminalCode({ personId: ada.person })
    asked.length = 0
    await startAnew(`/pair?redirect=${encodeURIComponent(redirect)}#${code}`)
    await page.getByRole('button', { name: 'Pair' }).click()
    await page.waitForURL((url) => url.pathname !== '/pair')
    t.equal(page.url(), pages.url + expected, JSON.stringify(redirect))
    t.notOk(asked.includes('evil.example'), redirect)
  }
})
