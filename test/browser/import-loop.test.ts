import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

/** A bill of materials as KiCad writes it, of two parts that are known by their numbers, and of one that is not fitted. */
const BOM = [
  '"Reference","Value","MPN","Footprint","Qty","DNP"',
  '"R1-R4","4k7","RC0603FR-074K7L","Resistor_SMD:R_0603_1608Metric","4",""',
  '"D1,D2","LED","WP7113ID","LED_THT:LED_D5.0mm","2",""',
  '"J1","Conn","PJ-102A","Connector:Jack","1","DNP"',
].join('\n')

t.test('from a bill of materials to the parts on the bench', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, led, kit } = await fillSmallInventory(app)
  // It would reserve the same parts.
  await app.inject({ method: 'POST', url: `/api/kits/${kit}/archive` })
  const { page, problems } = await pages.open('/import')

  await t.test('the file becomes a kit', async (t) => {
    await page.locator('input[type="file"]').setInputFiles({
      name: 'Lamp rev A.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(BOM),
    })
    await page.waitForURL(/\/import\/\d+$/)
    await page.getByRole('link', { name: 'Look through 3 rows' }).click()
    await page.getByRole('button', { name: 'Import 3 rows' }).click()
    await page.getByRole('link', { name: 'To the kits' }).click()
    await page.getByRole('link', { name: /Lamp rev A/ }).click()
    await page.getByText('can be built now').waitFor()
    t.equal((await app.inject('/api/kits')).json().length, 1)
    t.strictSame(await stockOf(app, led), {}, 'a bill of materials never changes stock')
  })

  await t.test('what is short is ordered and received', async (t) => {
    await page.getByText('2 short').waitFor()
    await page.getByRole('button', { name: 'Put 2 pieces on a list' }).click()
    await page.waitForURL(/\/shopping\/\d+$/)
    await page.getByText('No seller yet').waitFor()
    await page.getByRole('button', { name: `More for ${led}` }).click()
    await page.getByRole('menuitem', { name: 'LCSC' }).click()
    await page.getByRole('button', { name: 'Mark ordered' }).click()
    await page.getByRole('button', { name: 'Receive 2' }).click()
    await page.getByRole('textbox', { name: 'Slot' }).fill('1-9')
    await page.getByRole('button', { name: /^Receive 2 in/ }).click()
    await page.getByText(`Received 2 ${led} in 1-9`).waitFor()
    t.strictSame(await stockOf(app, led), { '1-9': 2 })
  })

  await t.test('the kit is picked, and its pick list printed', async (t) => {
    await page.goto(`${pages.url}/kits`)
    await page.getByRole('link', { name: /Lamp rev A/ }).click()
    await page.getByText('1 can be built now').waitFor()
    await page.getByRole('button', { name: 'Pick 1 unit' }).click()
    await page.waitForURL(/\/pick\/\d+$/)
    for (const done of ['1 of 2 lines picked', 'All picked']) {
      const picked = page.waitForResponse((answer) => answer.url().endsWith('/pick'))
      await page.getByRole('button', { name: /^Picked/ }).click()
      await picked
      await page.getByText(done).waitFor()
    }
    t.strictSame(await stockOf(app, led), {})
    t.equal(
      Object.values(await stockOf(app, resistor)).reduce((sum, qty) => sum + qty, 0),
      196,
    )
    const [, list] = /\/pick\/(\d+)/.exec(page.url()) ?? []
    const pdf = await app.inject(`/api/pick-lists/${list}/pdf`)
    t.equal(pdf.headers['content-type'], 'application/pdf')
  })
  t.strictSame(problems, [])
})
