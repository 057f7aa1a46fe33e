import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { PHONE, startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

t.test('from a kit to its parts on the bench', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter, led, kit } = await fillSmallInventory(app)
  const { page, problems } = await pages.open(`/kits/${kit}`)

  await t.test('what is short goes to a shopping list, is ordered and received', async (t) => {
    await page.getByText('4 short').waitFor()
    await page.getByText('0 can be built now').waitFor()
    await page.getByRole('button', { name: 'Put 4 pieces on a list' }).click()
    await page.waitForURL(/\/shopping\/\d+$/)
    await page.getByText('No seller yet').waitFor()
    await page.getByRole('button', { name: `More for ${led}` }).click()
    await page.getByRole('menuitem', { name: 'LCSC' }).click()
    await page.getByRole('button', { name: 'Mark ordered' }).click()
    await page.getByRole('button', { name: 'Receive 4' }).click()
    await page.getByRole('textbox', { name: 'Slot' }).fill('1-9')
    await page.getByRole('textbox', { name: 'Pieces' }).fill('3')
    await page.getByRole('button', { name: 'Slot', exact: true }).click()
    await page.getByRole('textbox', { name: 'Slot' }).nth(1).fill('1-10')
    await page.getByRole('button', { name: 'Receive 4 in 2 slots' }).click()
    await page.getByText(`Received 4 ${led} in 1-9 and 1-10`).waitFor()
    t.strictSame(await stockOf(app, led), { '1-9': 3, '1-10': 1 })
  })

  await t.test('the kit can be built, and its pick list leads from slot to slot', async (t) => {
    await page.goto(`${pages.url}/kits/${kit}`)
    await page.getByText('4 can be built now').waitFor()
    await page.getByRole('button', { name: 'Pick 4 units' }).click()
    await page.waitForURL(/\/pick\/\d+$/)
    t.strictSame(problems, [])
  })

  await t.test('on a phone: pick, take back, pick without a connection, less than asked', async (t) => {
    const { pathname } = new URL(page.url())
    const phone = (await pages.open(pathname, { viewport: PHONE, hasTouch: true })).page
    const lines = async (): Promise<{ status: string; quantity_to_pick: number }[]> =>
      (await app.inject(`/api/pick-lists/${pathname.split('/')[2]}`)).json().lines
    const open = async () => (await lines()).filter(({ status }) => status === 'open').length
    const all = await open()
    await phone.getByRole('button', { name: /^Picked/ }).tap()
    await phone.getByText(`1 of ${all} lines picked`).waitFor()
    await phone.getByRole('button', { name: 'Undo' }).tap()
    await phone.getByText(`0 of ${all} lines picked`).waitFor()
    t.equal(await open(), all)

    await phone.context().setOffline(true)
    await phone.getByRole('button', { name: /^Picked/ }).tap()
    await phone.getByText('No connection').waitFor()
    await phone.context().setOffline(false)
    await phone.getByText(`1 of ${all} lines picked`).waitFor()
    t.equal(await open(), all - 1, 'picked once')

    for (let left = all - 1; left > 1; left--) {
      const picked = phone.waitForResponse((answer) => answer.url().endsWith('/pick'))
      await phone.getByRole('button', { name: /^Picked/ }).tap()
      await picked
      await phone.getByText(`${all - left + 1} of ${all} lines picked`).waitFor()
    }
    await phone.getByRole('button', { name: 'Less' }).tap()
    const sheet = phone.getByRole('dialog')
    await sheet.getByText('8 pieces were asked for from 2-12').waitFor()
    await sheet.getByRole('button', { name: '5', exact: true }).tap()
    await sheet.getByRole('button', { name: 'Picked 5' }).tap()
    await phone.getByText('All picked').waitFor()
    t.equal(await open(), 0)
    t.strictSame(await stockOf(app, converter), { '2-12': 29 })
  })
  const left = await stockOf(app, resistor)
  t.ok((left['1-2'] ?? 0) + (left['2-7'] ?? 0) < 200, 'resistors have left their slots')
})
