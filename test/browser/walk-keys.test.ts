import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

t.test('lists are walked over by keyboard', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { converter, kit } = await fillSmallInventory(app)
  for (const name of ['Lamp', 'Radio']) await app.inject({ method: 'POST', url: '/api/kits', payload: { name } })
  const { page, problems } = await pages.open('/kits')
  const focused = (name: RegExp) => page.locator('[data-walk]:focus', { hasText: name }).waitFor()

  await t.test('of kits, whose rows are links', async (t) => {
    const rows = page.locator('[data-walk]')
    await rows.nth(2).waitFor()
    const names = (await rows.locator('b').allTextContents()).map((name) => new RegExp(name))
    await page.keyboard.press('j')
    await focused(names[0] ?? /none/)
    await page.keyboard.press('j')
    await focused(names[1] ?? /none/)
    await page.keyboard.press('j')
    await focused(names[2] ?? /none/)
    await page.keyboard.press('k')
    await focused(names[1] ?? /none/)
    const address = await page.locator('[data-walk]:focus').getAttribute('href')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === address)
    t.match(address, /^\/kits\/\d+$/)
  })

  await t.test('of lines of a kit, which lead to their parts', async () => {
    await page.goto(`${pages.url}/kits/${kit}`)
    await page.locator('[data-walk]').first().waitFor()
    await page.keyboard.press('j')
    await page.locator('[data-walk]:focus').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/parts\/[A-Z]{4}$/)
  })

  await t.test('of what was done, where Enter asks whether it is to be undone', async (t) => {
    await page.goto(`${pages.url}/history`)
    await page.getByText('Added 34 pieces').waitFor()
    await page.keyboard.press('j')
    await focused(/Added 34 pieces/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Take 34 out of 2-12' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    t.strictSame(await stockOf(app, converter), { '2-12': 34 })
  })
  t.strictSame(problems, [])
})
