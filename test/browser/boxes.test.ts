import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { PHONE, startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

t.test('the boxes', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter, led } = await fillSmallInventory(app)
  const capacityOf = async (box: number) => (await app.inject(`/api/boxes/${box}`)).json().capacity

  await t.test('a slot is found for a part next to where it lies, by keyboard alone', async (t) => {
    const { page, problems } = await pages.open('/boxes')
    await page.getByText('58 free').waitFor()
    await page.keyboard.press('f')
    await page.getByRole('combobox', { name: 'Part', exact: true }).fill(converter)
    await page.getByRole('option', { name: new RegExp(converter) }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText('near the 34 there').waitFor()
    await page.waitForURL(new RegExp(`slot=${converter}`))
    await page.getByRole('button', { name: 'Put 10 in 2-11' }).waitFor()
    await page.keyboard.type('25')
    await page.getByRole('button', { name: 'Put 25 in 2-11' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText(`Put 25 ${converter} in 2-11`).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-11': 25, '2-12': 34 })
    await page
      .getByRole('button', { name: /^Put 25 in / })
      .filter({ hasNotText: '2-11' })
      .waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Put 25 in 2-11' }).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 34 })
    t.strictSame(problems, [])
  })

  await t.test('another one of those that are proposed is chosen on a phone, with a label', async (t) => {
    const { page, problems } = await pages.open(`/boxes?slot=${resistor}`, { viewport: PHONE })
    await page.getByRole('button', { name: /^1-/ }).waitFor()
    await page.getByRole('button', { name: /^2-/ }).click()
    await page.getByRole('checkbox', { name: 'Label for the next sheet' }).check()
    await page.getByRole('button', { name: /^Put 10 in 2-/ }).click()
    await page.getByText(new RegExp(`^Put 10 ${resistor} in 2-\\d+$`)).waitFor()
    const queued = page.waitForResponse(/\/api\/label-queue$/)
    await page.goto(`${pages.url}/labels`)
    await queued
    await page.getByText('1 label waits').waitFor()
    t.strictSame(problems, [])
  })

  await t.test('those with low parts are told, on the shelf and in the list', async (t) => {
    const payload = { box_no: 1, loc_no: 5, qty: 3 }
    await app.inject({ method: 'POST', url: `/api/inventory/parts/${led}/stock`, payload })
    const { page, problems } = await pages.open('/boxes?show=low')
    await page.getByText('1 low').waitFor()
    t.equal(await page.getByText('Power').count(), 0)
    await page.getByRole('button', { name: 'List' }).click()
    await page.waitForURL(/view=list/)
    await page.getByRole('link', { name: /Resistors.*1 low/ }).click()
    await page.waitForURL(/\/boxes\/1$/)
    t.strictSame(problems, [])
  })

  await t.test('a box grows; it does not shrink below what lies in it, which is named', async (t) => {
    const { page, problems } = await pages.open('/boxes/2')
    const change = async (slots: number) => {
      await page.getByRole('textbox', { name: 'Slots' }).fill(String(slots))
      await page.getByRole('button', { name: 'Save' }).click()
    }
    await page.locator('[data-slot="60"]').waitFor()
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Name and size' }).click()
    await change(11)
    await page.getByText(/Cannot reduce capacity of box 2 because location 2-12/).waitFor()
    t.equal(await capacityOf(2), 60)
    await change(72)
    await page.locator('[data-slot="72"]').waitFor()
    t.equal(await capacityOf(2), 72)
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Name and size' }).click()
    await change(30)
    await page.locator('[data-slot="31"]').waitFor({ state: 'detached' })
    t.equal(await capacityOf(2), 30)
    const refused = /answered 409|status of 409/
    t.strictSame(
      problems.filter((problem) => !refused.test(problem)),
      [],
    )
  })

  await t.test('an empty box is deleted once that was confirmed', async (t) => {
    const { box_no } = (
      await app.inject({ method: 'POST', url: '/api/boxes', payload: { description: 'Spare', capacity: 4 } })
    ).json()
    const { page, problems } = await pages.open(`/boxes/${box_no}`)
    await page.locator('[data-slot="4"]').waitFor()
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    t.equal(await capacityOf(box_no), 4)
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('button', { name: `Delete box ${box_no}` }).click()
    await page.getByText(`Box ${box_no} was deleted`).waitFor()
    await page.waitForURL(/\/boxes$/)
    t.equal((await app.inject(`/api/boxes/${box_no}`)).statusCode, 404)
    t.strictSame(problems, [])
  })
})
