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
  await page.getByRole('checkbox').nth(1).check()
  await page.getByRole('button', { name: 'Copy keys' }).click()
  const search = page.getByLabel('Find a part, box, kit or command').first()
  await search.focus()
  await page.keyboard.press('Control+V')
  t.match(await search.inputValue(), /^[A-Z]{4}$/, 'the clipboard has the key')
  t.strictSame(problems, [])
})
