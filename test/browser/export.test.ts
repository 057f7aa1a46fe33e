import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory } from './small-inventory.ts'

async function take(page: Page, name: string): Promise<{ file: string; text: string }> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name, exact: true }).click()
  const got = await download
  return { file: got.suggestedFilename(), text: await readFile(await got.path(), 'utf8') }
}

t.test('what can be taken along', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, led, kit, list, seller } = await fillSmallInventory(app)
  const { page, problems } = await pages.open('/')

  await t.test('is one command away', async () => {
    await page.getByText('How full the boxes are').waitFor()
    await page.keyboard.press('/')
    await page.locator('input:focus').waitFor()
    await page.keyboard.type('export')
    await page.getByRole('option', { name: /^Export/ }).click()
    await page.waitForURL(/\/export$/)
  })

  await t.test('parts, all or of one type', async (t) => {
    const all = await take(page, 'Parts as CSV')
    t.match(all.file, /^parts-\d{4}-\d\d-\d\d\.csv$/)
    t.match(all.text, resistor)
    t.match(all.text, led)
    await page.getByRole('combobox', { name: 'Parts of which type' }).selectOption({ label: 'Test resistor' })
    await page.waitForURL(/type=\d+/)
    const some = await take(page, 'Parts as CSV')
    t.match(some.text, resistor)
    t.notMatch(some.text, led)
  })

  await t.test('everything, stock and history', async (t) => {
    t.equal(JSON.parse((await take(page, 'The whole inventory as JSON')).text).format, 'electronics-inventory')
    t.match((await take(page, 'Stock as CSV')).text, /180/)
    await page.getByRole('combobox', { name: 'History since when' }).selectOption({ label: 'The last 30 days' })
    await page.waitForURL(/since=month/)
    t.match((await take(page, 'History as CSV')).text, /2-12/)
  })

  await t.test('a kit in the form of another tool', async (t) => {
    await page.getByText('Choose a kit').waitFor()
    await page.getByRole('combobox', { name: 'Kit', exact: true }).selectOption({ label: 'Bench supply' })
    await page.getByRole('combobox', { name: 'Form of the kit' }).selectOption({ label: 'As JLCPCB takes it' })
    await page.waitForURL(new RegExp(`kit=${kit}.*layout=jlcpcb`))
    t.match((await take(page, 'A kit as CSV')).text, /Comment,Designator,Footprint/)
    t.equal(await page.getByRole('link', { name: 'A kit as JSON' }).count(), 0)
  })

  await t.test('an order as the shop takes it', async (t) => {
    await page.getByRole('combobox', { name: 'Shopping list' }).selectOption({ label: 'Winter restock' })
    await page.getByRole('combobox', { name: 'Seller', exact: true }).selectOption({ label: 'LCSC' })
    await page.waitForURL(new RegExp(`list=${list}&seller=${seller}`))
    await page.reload()
    t.match((await take(page, 'An order as CSV')).text, /LCSC Part Number/)
    await page.getByRole('combobox', { name: 'Form of the order' }).selectOption({ label: 'Mouser' })
    await page.waitForURL(/shop=mouser/)
    t.match((await take(page, 'An order as Text to paste')).text, /\|50\|/)
  })

  await t.test('what is on its way is not said to be missing', async (t) => {
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    await page.route(/\/api\/(?:kits|shopping-lists)\b/, async (route) => {
      await answered
      await route.continue()
    })
    await page.goto(`${pages.url}/export`)
    await page.getByText('Choose a kit').waitFor()
    await page.getByText('Choose a list').waitFor()
    answer()
    await page.getByRole('combobox', { name: 'Kit', exact: true }).selectOption({ label: 'Bench supply' })
    await page.waitForURL(new RegExp(`kit=${kit}`))
    t.equal(await page.getByRole('link', { name: 'A kit as CSV' }).count(), 1)
  })
  t.strictSame(problems, [])
})
