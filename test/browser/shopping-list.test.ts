import t from 'tap'
import { until } from '../support/until.ts'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

t.test('a shopping list', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { led, list, seller } = await fillSmallInventory(app)
  await app.inject({
    method: 'POST',
    url: `/api/parts/${led}/seller-numbers`,
    payload: { seller_id: seller, number: 'C2286', min_quantity: 20, multiple: 20 },
  })
  await app.db.transaction(async (unit) => {
    const { historyId } = await app.inventory.add(led, { boxNo: 1, locNo: 9 }, 5)
    await app.receipts.record(unit, [{ historyId, sellerId: seller, unitPrice: '0.062', currency: 'EUR' }])
  })
  const { page, problems } = await pages.open(`/shopping/${list}`)

  await t.test('names numbers of the seller, packs, and what it will cost', async (t) => {
    await page.getByText('C2286').waitFor()
    await page.getByText('sold in 20s').waitFor()
    await page.getByText('order 60').waitFor()
    await page.getByText('€0.062').waitFor()
    await page.getByText('€3.10').first().waitFor()
    await page.getByText('€3.10 by the prices that were paid last').waitFor()
    await page.getByRole('textbox', { name: `${led}, pieces ordered` }).fill('60')
    await page.keyboard.press('Enter')
    await page.getByText('€3.72').first().waitFor()
    t.equal(await page.getByText('order 60').count(), 0)
  })

  await t.test('a line is taken off the list, and put on it again as it was', async (t) => {
    const lines = async () => (await app.inject(`/api/shopping-lists/${list}`)).json().lines
    await page.getByRole('button', { name: `More for ${led}` }).click()
    await page.getByRole('menuitem', { name: 'Take off the list' }).click()
    await page.getByText(`${led} was taken off the list`).waitFor()
    t.equal((await lines()).length, 0)
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('textbox', { name: `${led}, pieces ordered` }).waitFor()
    await until(async () => (await lines())[0]?.ordered === 60)
    t.match(await lines(), [{ needed: 50, ordered: 60, seller_id: seller, status: 'new' }])
  })

  await t.test('what was received is taken back', async (t) => {
    await page.getByRole('button', { name: 'Mark ordered' }).click()
    await page.getByRole('button', { name: 'Receive 60' }).waitFor()
    await page.getByRole('button', { name: `More for ${led}` }).click()
    await page.getByRole('menuitem', { name: 'Take off the list' }).click()
    await page.getByText('60 pieces are on the way').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Receive 60' }).click()
    await page.getByRole('button', { name: 'Receive 60 in 1 slot' }).click()
    await page.getByText(`Received 60 ${led} in 1-9`).waitFor()
    await page.getByText(`5 pieces of ${led} were received before, and may be the same`).waitFor()
    await page.getByRole('tab', { name: 'Received 1' }).click()
    await page.waitForURL(/tab=received/)
    await page.reload()
    const receipts = page.getByRole('region', { name: 'Today' })
    await receipts.getByRole('listitem').filter({ hasText: led }).getByText('+60').waitFor()
    await receipts.getByText('1-9').waitFor()
    await receipts.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Nothing has come yet.').waitFor()
    t.strictSame(await stockOf(app, led), { '1-9': 5 })
    await page.getByRole('tab', { name: 'By seller' }).click()
    await page.getByRole('button', { name: 'Receive 60' }).waitFor()
    t.match((await app.inject('/api/operations')).json(), [{ reason: 'undo' }, { reason: 'receive', net_pieces: 60 }])
  })

  await t.test('a part says what came, and where it is sold', async (t) => {
    await page.goto(`${pages.url}/parts/${led}`)
    await page.getByText('€0.062').waitFor()
    await page.getByRole('button', { name: 'Add a seller' }).click()
    const form = page.getByRole('dialog', { name: 'Add a seller' })
    await form.getByRole('textbox', { name: 'Address of the part' }).fill('https://www.mouser.com/p/1')
    await form.getByText('Not known yet; it is made').waitFor()
    await form.getByRole('button', { name: 'Add Mouser' }).click()
    await page.getByRole('link', { name: /^Mouser/ }).waitFor()
    t.match((await app.inject(`/api/parts/${led}`)).json(), {
      seller_links: [{ seller_name: 'Mouser', link: 'https://www.mouser.com/p/1' }],
    })
    await page.getByRole('button', { name: 'Remove Mouser' }).click()
    await page.getByText('The link to Mouser was removed').waitFor()
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: /^Mouser/ }).waitFor()
  })
  t.strictSame(problems, [])
})
