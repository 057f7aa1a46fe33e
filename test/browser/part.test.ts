import t from 'tap'
import { pngOf } from '../support/pictures.ts'
import { axeFindings } from './axe.ts'
import { whyNoBrowser } from './chromium.ts'
import { PHONE, startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

t.test('a part', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter } = await fillSmallInventory(app)
  const { page, problems } = await pages.open(`/parts/${converter}`)
  const partNow = async () => (await app.inject(`/api/parts/${converter}`)).json()

  await t.test('a value is changed in place; Esc leaves it as it was', async (t) => {
    await page.getByRole('button', { name: 'Package: SOIC-8, change' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Package: SOIC-8, change' }).press('Enter')
    await page.getByRole('textbox', { name: 'Package' }).fill('HSOP-8')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Package: HSOP-8, change' }).waitFor()
    t.equal((await partNow()).package, 'HSOP-8')
  })

  await t.test('what is wrong is said beside the field, and the typed text stays', async (t) => {
    await page.getByRole('button', { name: /^Type: Test converter/ }).click()
    await page
      .getByRole('combobox', { name: 'Type' })
      .or(page.getByRole('textbox', { name: 'Type' }))
      .fill('No such type')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('There is no type of this name').waitFor()
    t.equal(await page.locator('[aria-invalid="true"]').inputValue(), 'No such type')
    await page.keyboard.press('Escape')
    t.equal((await partNow()).type.name, 'Test converter')
  })

  await t.test('a type that is not there yet is made at the same place', async (t) => {
    await page.getByRole('button', { name: /^Type: Test converter/ }).click()
    await page.locator('input:focus').fill('Step-down')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Make the type “Step-down”' }).click()
    await page.getByRole('button', { name: 'Type: Step-down, change' }).waitFor()
    t.equal((await partNow()).type.name, 'Step-down')
  })

  await t.test('a picture is uploaded and becomes the cover', async (t) => {
    const buffer = await pngOf('#336699', 40)
    await page.locator('input[type=file]').setInputFiles({ name: 'chip.png', mimeType: 'image/png', buffer })
    await page.getByText('Picture').first().waitFor()
    if ((await partNow()).cover_url === null) await page.getByRole('button', { name: 'Cover' }).click()
    await page.locator('img').first().waitFor()
    t.type((await partNow()).cover_url, 'string')
  })

  await t.test('a document opens beside the page', async (t) => {
    await page.getByRole('link', { name: /^chip/ }).click()
    const viewer = page.getByRole('dialog', { name: 'chip' })
    await viewer.getByRole('img', { name: 'chip' }).waitFor()
    await viewer.getByRole('link', { name: 'Open in a tab' }).waitFor()
    t.strictSame(await axeFindings(page), [])
    await page.keyboard.press('Escape')
    await viewer.waitFor({ state: 'detached' })
    t.match(page.url(), new RegExp(`/parts/${converter}$`))
  })

  await t.test('a document is removed once that was confirmed', async (t) => {
    const documents = async () =>
      (await app.inject(`/api/attachment-sets/${(await partNow()).attachment_set_id}/attachments`)).json()
    await page.getByRole('link', { name: /^chip/ }).hover()
    await page.getByRole('button', { name: 'Remove chip' }).click()
    const dialog = page.getByRole('dialog', { name: 'Remove the document?' })
    await dialog.getByText('“chip” goes from this part').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    t.equal((await documents()).length, 1)
    await page
      .locator(':focus')
      .and(page.getByRole('button', { name: 'Remove chip' }))
      .waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByText('“chip” was removed').waitFor()
    await page.getByRole('link', { name: /^chip/ }).waitFor({ state: 'detached' })
    t.equal((await documents()).length, 0)
  })

  await t.test('a pile is counted, and the count is undone from the ledger', async (t) => {
    await page.getByRole('button', { name: 'Count', exact: true }).click()
    await page.getByRole('textbox', { name: 'Pieces' }).fill('31')
    await page.getByRole('button', { name: 'Count 31' }).click()
    await page.getByText(`Counted 31 ${converter} in 2-12, −3 against what was expected`).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 31 })
    const entry = page.getByRole('listitem').filter({ hasText: 'Counted' })
    await entry.hover()
    await entry.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Taken back').waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 34 })
  })

  await t.test('a pile is moved to another slot', async (t) => {
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    await page.getByRole('textbox', { name: 'To' }).fill('1-5')
    const moved = page.waitForResponse((answer) => answer.url().endsWith('/move'))
    await page.getByRole('button', { name: 'Move 34 to 1-5' }).click()
    await moved
    t.strictSame(await stockOf(app, converter), { '1-5': 34 })
  })
  t.strictSame(problems, [])

  await t.test('it goes to a shopping list, which stands there from then on', async (t) => {
    await page.getByRole('button', { name: 'Add to list' }).click()
    await page.getByRole('textbox', { name: 'Pieces of each' }).fill('25')
    await page.getByRole('button', { name: 'Winter restock' }).click()
    await page.getByText('25 needed').waitFor()
    const lines = (await app.inject(`/api/parts/${converter}/shopping-list-memberships`)).json()
    t.match(lines, [{ needed: 25 }])
  })

  await t.test('on a phone each tab has its address', async (t) => {
    const phone = await pages.open(`/parts/${resistor}?tab=kits`, { viewport: PHONE, hasTouch: true })
    await phone.page.getByText('Bench supply').waitFor()
    await phone.page.getByRole('tab', { name: 'Details' }).tap()
    await phone.page.waitForURL(/tab=details/)
    await phone.page.getByText('Yageo').first().waitFor()
    t.strictSame(phone.problems, [])
  })
})
