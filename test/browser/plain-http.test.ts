import { networkInterfaces } from 'node:os'
import t from 'tap'
import { pairDevice } from '../support/own-sign-in.ts'
import { whyNoBrowser } from './chromium.ts'
import { PHONE, startPages } from './pages.ts'
import { fillSmallInventory } from './small-inventory.ts'

/** An address of this machine by which other devices reach it: there, plain HTTP is no secure context. */
const LAN = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address

const skip = whyNoBrowser() || (LAN === undefined && 'this machine is in no network')

t.test('the pages work over plain HTTP at an address of the network', { skip }, async (t) => {
  const pages = await startPages(t, { host: '0.0.0.0', settings: { authMode: 'own', host: '0.0.0.0' } })
  const url = pages.url.replace(/\/\/[^:/]+/, `//${LAN}`)
  const code = await pages.app.pairing.makeTerminalCode({ name: null, role: 'admin', isFirst: true })
  const { page, problems } = await pages.open(`${url}/pair?redirect=${encodeURIComponent('/parts')}#${code}`, {
    viewport: PHONE,
  })
  t.notOk(await page.evaluate('isSecureContext'), 'what this test is about')
  await page.getByText('This page has no HTTPS.').waitFor()
  const pair = page.getByRole('button', { name: 'Pair' })
  await page.getByLabel('Your name').waitFor()
  t.ok(await pair.isDisabled(), 'the first person says who they are')
  await page.getByLabel('Your name').fill('Ada')
  await pair.click()
  await page.waitForURL(`${url}/parts`)
  t.strictSame(problems, [])
  t.match(await pages.app.people.list(), [{ name: 'Ada', role: 'admin' }])

  const ada = await pairDevice(pages.app, 'Ada')
  const { resistor } = await fillSmallInventory(pages.app, { cookie: ada.cookie })
  for (const [path, text] of [
    ['/', 'How full the boxes are'],
    ['/parts', '3 parts'],
    [`/parts/${resistor}`, '180'],
    ['/boxes', 'Resistors'],
    ['/kits', 'Bench supply'],
    ['/shopping', 'Winter restock'],
    ['/scan', 'Scan a bag, a label or a product'],
    ['/labels', 'No labels wait'],
    ['/tasks', 'Ended'],
    ['/history', 'Added 34 pieces'],
    ['/system', 'Ready'],
  ] as const) {
    await page.goto(url + path)
    await page.getByText(text).first().waitFor()
  }
  t.strictSame(problems, [])

  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`${url}/parts`)
  await page.locator('[data-row-part]').first().hover()
  await page
    .getByRole('checkbox', { name: /^Choose [A-Z]{4}$/ })
    .first()
    .check()
  await page.getByRole('button', { name: 'Copy keys' }).click()
  const search = page.getByLabel('Find a part, box, kit or command').first()
  await search.focus()
  await page.keyboard.press('Control+V')
  t.match(await search.inputValue(), /^[A-Z]{4}$/, 'the clipboard has the key')
  t.strictSame(problems, [])
})

t.test('over plain HTTP people sign out where nothing sends Referer', { skip }, async (t) => {
  const pages = await startPages(t, { host: '0.0.0.0', settings: { authMode: 'own', host: '0.0.0.0' } })
  const url = pages.url.replace(/\/\/[^:/]+/, `//${LAN}`)
  const open = async (path: string) => {
    const { cookie } = await pairDevice(pages.app, 'Ada')
    const { page } = await pages.open('about:blank')
    const [name = '', value = ''] = cookie.split('=')
    await page.context().addCookies([{ name, value, url }])
    // As a proxy or a setting of privacy does.
    await page.route(`${url}/**`, async (route) => {
      if (route.request().resourceType() !== 'document') return route.continue()
      const response = await route.fetch({ maxRedirects: 0 })
      await route.fulfill({ response, headers: { ...response.headers(), 'referrer-policy': 'no-referrer' } })
    })
    await page.goto(url + path)
    const isPaired = async () => (await pages.app.inject({ url: '/api/parts', headers: { cookie } })).statusCode === 200
    return { page, isPaired }
  }

  const ofPage = await open('/boxes')
  await ofPage.page.getByRole('button', { name: 'Signed in as Ada' }).click()
  await ofPage.page.getByRole('menuitem', { name: 'Sign out' }).click()
  await ofPage.page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
  await ofPage.page.getByRole('link', { name: 'Pair this device' }).waitFor()
  t.equal(await ofPage.isPaired(), false)

  const ofAddress = await open('/api/auth/logout')
  t.equal(await ofAddress.isPaired(), true, 'a page of another site may have led here')
  await ofAddress.page.getByRole('heading', { name: 'Sign out?' }).waitFor()
  await ofAddress.page.getByRole('button', { name: 'Sign out' }).click()
  await ofAddress.page.getByRole('link', { name: 'Pair this device' }).waitFor()
  t.equal(await ofAddress.isPaired(), false)
})
