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
    await tile(13).getByText(converter).waitFor()
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

  await t.test('several slots are chosen, and moved together', async (t) => {
    await tile(30).click({ modifiers: ['Control'] })
    await tile(20).click({ modifiers: ['Control'] })
    const bar = page.getByRole('region', { name: 'Chosen slots' })
    await bar.getByText('2 chosen').waitFor()
    await tile(30).focus()
    await page.keyboard.press('m')
    await page.getByText('Slot 30 is picked up').waitFor({ state: 'attached' })
    await tile(40).focus()
    await page.keyboard.press('m')
    await page.getByText('Moved 2 piles in box 2').waitFor()
    t.strictSame(await stockOf(app, converter), { '2-40': 34 })
    t.strictSame(await stockOf(app, led), { '2-41': 7 })
    await bar.waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Choose slots' }).click()
    await tile(40).click()
    await tile(41).click()
    await bar.getByRole('button', { name: 'Move to a box' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'To box' }).fill('Resist')
    await page.getByRole('option', { name: /Resistors/ }).click()
    await dialog.getByText('2-40 → 1-1').waitFor()
    await dialog.getByText('2-41 → 1-3').waitFor()
    await dialog.getByRole('checkbox', { name: 'Each keeps the number of its slot' }).check()
    await dialog.getByText('Some of these slots are not free in box 1.').waitFor()
    await dialog.getByRole('checkbox', { name: 'Each keeps the number of its slot' }).uncheck()
    await dialog.getByRole('button', { name: 'Move 2 piles to box 1' }).click()
    await page.getByText('Moved 2 piles from box 2 to box 1').waitFor()
    t.strictSame(await stockOf(app, converter), { '1-1': 34 })
    await tile(40).getByText(converter).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await tile(40).getByText(converter).waitFor()
    t.strictSame(await stockOf(app, led), { '2-41': 7 }, 'all of it is taken back at once')
  })

  await t.test('its contents are a list, and the shelf shows how full it is', async (t) => {
    await page.getByRole('tab', { name: 'Contents' }).click()
    await page.getByRole('cell', { name: resistor }).waitFor()
    t.equal(await page.getByRole('row').count(), 4, 'a head and three piles')
    await page.goto(`${pages.url}/boxes`)
    await page.getByRole('link', { name: /57 free/ }).waitFor()
  })

  await t.test('a box on its way is not called empty; an empty one says what to do', async (t) => {
    await app.inject({ method: 'POST', url: '/api/boxes', payload: { description: 'Spare', capacity: 6 } })
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    await page.route(/\/api\/boxes\/3\/locations/, async (route) => {
      await answered
      await route.continue()
    })
    await page.goto(`${pages.url}/boxes/3?tab=contents`)
    await page.getByRole('heading', { name: 'Spare' }).waitFor()
    t.equal(await page.getByText('The box is empty').count(), 0)
    answer()
    await page.getByText('The box is empty').waitFor()
    await page.getByRole('button', { name: 'Put the first part in' }).click()
    await page.getByText('Put a part here').waitFor()
  })

  await t.test('slots that cannot be read are said to be so, and asked for again', async (t) => {
    await page.route(/\/api\/boxes\/3\/locations/, (route) =>
      route.fulfill({ status: 400, json: { error: 'No slots today' } }),
    )
    await page.goto(`${pages.url}/boxes/3`)
    await page.getByText('No slots today').waitFor()
    await page.unroute(/\/api\/boxes\/3\/locations/)
    await page.getByRole('button', { name: 'Try now' }).click()
    await page.locator('[data-slot="6"]').waitFor()
    t.match(problems.splice(0).join(), /400/)
  })
  t.strictSame(problems, [])
})
