import t from 'tap'
import { importClient } from '../support/import-client.ts'
import { axeFindings } from './axe.ts'
import { whyNoBrowser } from './chromium.ts'
import { PHONE, startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

t.test('the history', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { converter, led } = await fillSmallInventory(app)
  const url = (key: string) => `/api/inventory/parts/${key}/stock`
  await app.inject({ method: 'DELETE', url: url(converter), payload: { box_no: 2, loc_no: 12, qty: 5 } })
  await app.inject({ method: 'POST', url: url(led), payload: { box_no: 1, loc_no: 9, qty: 4 } })
  const { page, problems } = await pages.open('/')
  const row = (text: RegExp) => page.getByRole('listitem').filter({ hasText: text })
  const dialog = page.getByRole('dialog')

  await t.test('is one step from Home, from a part and from the search field', async (t) => {
    await page.getByRole('link', { name: 'History' }).click()
    await page.waitForURL(/\/history$/)
    await page.goto(`${pages.url}/parts/${led}`)
    await page.getByRole('link', { name: 'History' }).click()
    await page.waitForURL(`${pages.url}/history?of=${led}`)
    await row(/Added 4 pieces/).waitFor()
    t.equal(await page.getByRole('listitem').count(), 1, 'only what changed this part')
    await page.keyboard.press('/')
    await page.locator('input:focus').waitFor()
    await page.keyboard.type('undo')
    await page.getByRole('option', { name: 'History and undo' }).click()
    await page.waitForURL(/\/history$/)
  })

  await t.test('is narrowed by filters, which stand in the address and can be taken out', async (t) => {
    await page.goto(`${pages.url}/history`)
    const filters = page.getByRole('complementary', { name: 'Filter' })
    await filters.getByRole('button', { name: 'Taken' }).click()
    await page.waitForURL(/what=remove/)
    await row(/Removed 5 pieces/).waitFor()
    await row(/Added/).first().waitFor({ state: 'detached' })
    await filters.getByRole('textbox', { name: 'Part or box' }).fill('no such')
    await page.keyboard.press('Enter')
    await page.getByText('Four letters of a part, or the number of a box').waitFor()
    await filters.getByRole('textbox', { name: 'Part or box' }).fill('1')
    await page.keyboard.press('Enter')
    await page.getByText('Nothing was done that fits').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Remove Box 1' }).click()
    await row(/Removed 5 pieces/).waitFor()
    await page.getByRole('button', { name: /Remove.*Taken/ }).click()
    await page.waitForURL(/\/history$/)
    await row(/Added 4 pieces/).waitFor()
    t.ok((await page.getByRole('listitem').count()) > 2)
  })

  await t.test('a take is undone: the dialog says what comes back, and it does', async (t) => {
    await row(/Removed 5 pieces/)
      .getByRole('button', { name: 'Undo' })
      .click()
    await dialog.getByText('Undo this take?').waitFor()
    await dialog.getByText('+5').first().waitFor()
    await dialog.getByRole('row').filter({ hasText: '2-12' }).getByText('34').waitFor()
    t.equal(await dialog.getByText('will be short').count(), 0)
    t.strictSame(await stockOf(app, converter), { '2-12': 29 }, 'nothing has been changed yet')
    await dialog.getByRole('textbox', { name: 'Why' }).fill('it was the wrong drawer')
    await dialog.getByRole('button', { name: 'Put 5 back in 2-12' }).click()
    await page.getByText('Taken back').waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 34 })
    await row(/Undone: Removed 5 pieces.*“it was the wrong drawer”/).waitFor()
    await row(/Removed 5 pieces.*undone$/).waitFor()
  })

  await t.test('what was undone is done again', async (t) => {
    await row(/Undone: Removed 5 pieces/)
      .getByRole('button', { name: 'Redo' })
      .click()
    await dialog.getByRole('button', { name: 'Take 5 out of 2-12' }).click()
    await page.getByText('Done again').first().waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 29 })
  })

  await t.test('the dialog has an address, and names the kits that will be short', async (t) => {
    await row(/Added 4 pieces/)
      .getByRole('button', { name: 'Undo' })
      .click()
    await page.waitForURL(/undo=/)
    await page.reload()
    await dialog.getByText('Bench supply will be short.').waitFor()
    await dialog.getByText('4 units of its target cannot be built any more').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.waitForURL(/\/history$/)
    t.strictSame(await stockOf(app, led), { '1-9': 4 })
  })

  await t.test('what cannot be undone says why', async (t) => {
    await app.inject({ method: 'DELETE', url: url(led), payload: { box_no: 1, loc_no: 9, qty: 3 } })
    await page.goto(`${pages.url}/history?of=${led}`)
    const undo = row(/Added 4 pieces/).locator('[aria-disabled="true"]')
    await undo.hover()
    await page.getByText(`Not possible: too few pieces of ${led} are left in 1-9`).waitFor()
    t.equal(await undo.textContent(), 'Undo')
  })

  await t.test('an import says which fields it has changed, and its undo what it sets back', async (t) => {
    const imports = importClient(app)
    const before: string = (await app.inject(`/api/parts/${led}`)).json().description
    const file = `Key,Description\n${led},Lamp of another colour\n`
    const read = await imports.upload(file, { kind: 'parts_list', options: { update: 'overwrite' } })
    await imports.commit(read.id)
    await page.goto(`${pages.url}/history?of=${led}`)
    await row(/Imported without a change of stock, and changed description of the part/)
      .getByRole('button', { name: 'Undo' })
      .click()
    await dialog.getByText('No pieces come or go').waitFor()
    const line = dialog.getByRole('row').filter({ hasText: 'description' })
    t.strictSame(await line.getByRole('cell').allTextContents(), [
      `${led}description`,
      'Lamp of another colour',
      before,
    ])
    await dialog.getByText('The file can be given again').waitFor()
    t.strictSame(await axeFindings(page), [])
    await dialog.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Taken back').first().waitFor()
    t.equal((await app.inject(`/api/parts/${led}`)).json().description, before)
  })
  t.strictSame(problems, [])

  await t.test('on a phone the filters are a sheet', async (t) => {
    const phone = await pages.open('/history', { viewport: PHONE, hasTouch: true })
    await phone.page.getByRole('button', { name: 'Filter' }).tap()
    await phone.page.getByRole('dialog').getByRole('button', { name: 'Taken' }).tap()
    await phone.page.waitForURL(/what=remove/)
    await phone.page.getByText('Removed 5 pieces').first().waitFor()
    t.strictSame(phone.problems, [])
  })
})
