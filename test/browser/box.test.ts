import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

t.test('a box', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter, led } = await fillSmallInventory(app)
  const { page, problems } = await pages.open('/boxes/2')
  const tile = (slot: number) => page.locator(`[data-slot="${slot}"]`)
  await tile(12).getByText(converter).waitFor()

  await t.test('a pile moves by keyboard', async (t) => {
    await tile(1).focus()
    for (const key of ['ArrowRight', 'ArrowDown']) await page.keyboard.press(key)
    t.equal(await page.evaluate('document.activeElement.dataset.slot'), '12', 'the arrow keys walk over the grid')
    await page.keyboard.press('m')
    await page.getByText('Slot 12 is picked up').waitFor({ state: 'attached' })
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('m')
    await page.getByText(`Moved 34 ${converter} from 2-12 to 2-13`).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-13': 34 })
    await page.getByRole('button', { name: 'Undo' }).click()
    await tile(12).getByText(converter).waitFor()
    await tile(13).getByText('Put here').waitFor({ state: 'attached' })
    t.strictSame(await stockOf(app, converter), { '2-12': 34 })
  })

  await t.test('a pile moves by drag and drop', async (t) => {
    await tile(12).dragTo(tile(20))
    await page.getByText(`Moved 34 ${converter} from 2-12 to 2-20`).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-20': 34 })
  })

  await t.test('the open slot stands in the address, and takes a part', async (t) => {
    await tile(30).click()
    await page.waitForURL(/slot=30/)
    await page.reload()
    await page.getByText('Put a part here').waitFor()
    await page.getByRole('combobox', { name: 'Part', exact: true }).fill('LED red')
    await page.getByRole('option', { name: new RegExp(led) }).click()
    await page.getByRole('textbox', { name: 'Pieces' }).fill('7')
    await page.getByRole('button', { name: 'Put 7 in 2-30' }).click()
    await tile(30).getByText(led).waitFor()
    t.strictSame(await stockOf(app, led), { '2-30': 7 })
  })

  await t.test('its contents are a list, and the shelf shows how full it is', async (t) => {
    await page.getByRole('tab', { name: 'Contents' }).click()
    await page.getByRole('cell', { name: resistor }).waitFor()
    t.equal(await page.getByRole('row').count(), 4, 'a head and three piles')
    await page.goto(`${pages.url}/boxes`)
    await page.getByRole('link', { name: /57 free/ }).waitFor()
  })
  t.strictSame(problems, [])
})
