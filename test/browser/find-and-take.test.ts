import t from 'tap'
import { until } from '../support/until.ts'
import { whyNoBrowser } from './chromium.ts'
import { PHONE, startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

const skip = whyNoBrowser()

t.test('find a part by its value and take five pieces', { skip }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter } = await fillSmallInventory(app)

  await t.test('by keyboard alone: three actions after typing', async (t) => {
    const { page, problems } = await pages.open('/')
    await page.getByPlaceholder('Find a part, box, kit or command').waitFor()
    await page.keyboard.press('/')
    await page.locator('input:focus').waitFor()
    await page.keyboard.type('4k7 0603')
    await page.getByRole('option', { name: new RegExp(resistor) }).waitFor()
    await page.keyboard.press('Alt+t')
    await page.getByRole('textbox', { name: 'Pieces' }).waitFor()
    await page.keyboard.type('5')
    await page.getByRole('button', { name: 'Take 5' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText(`Took 5 ${resistor} from 1-2`).waitFor()
    t.strictSame(await stockOf(app, resistor), { '1-2': 175, '2-7': 20 })
    await page.waitForURL(new RegExp(`/parts/${resistor}$`))
    await page.locator('.mantine-Notification-root').getByRole('button', { name: 'Undo' }).click()
    await until(async () => (await stockOf(app, resistor))['1-2'] === 180)
    await page.getByText('200').first().waitFor()
    t.strictSame(await stockOf(app, resistor), { '1-2': 180, '2-7': 20 }, 'undone')
    t.strictSame(problems, [])
  })

  await t.test('on a phone: three actions after typing', async (t) => {
    const { page, problems } = await pages.open('/parts', { viewport: PHONE, hasTouch: true })
    await page.getByPlaceholder('Find a part, box, kit or command').fill('tps54331')
    await page.getByText('1 part').waitFor()
    await page.getByRole('button', { name: `Take ${converter}` }).tap()
    await page.getByRole('textbox', { name: 'Pieces' }).fill('5')
    await page.getByRole('button', { name: 'Take 5' }).tap()
    await page.getByText(`Took 5 ${converter} from 2-12`).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 29 })

    await page.getByRole('button', { name: `Take ${converter}` }).tap()
    const sheet = page.getByRole('dialog', { name: `Take ${converter}` })
    const head = sheet.getByRole('heading')
    // It slides in, and is pulled down once it stands.
    await head.hover()
    const { x = 0, y = 0 } = (await head.boundingBox()) ?? {}
    await page.mouse.move(x + 5, y + 5)
    await page.mouse.down()
    await page.mouse.move(x + 5, y + 50)
    await page.mouse.move(x + 5, y + 200)
    await page.mouse.up()
    await sheet.waitFor({ state: 'detached' })
    t.strictSame(problems, [])
  })

  await t.test('a key leads straight to its part, and a word to all that have it', async (t) => {
    const { page } = await pages.open('/')
    const field = page.getByPlaceholder('Find a part, box, kit or command')
    await field.fill(converter.toLowerCase())
    await page.getByRole('option', { name: new RegExp(converter) }).waitFor()
    await field.press('Enter')
    await page.waitForURL(new RegExp(`/parts/${converter}$`))
    await field.fill('resistor')
    await field.press('Enter')
    await page.waitForURL(/\/parts\?q=resistor$/)
    await page.getByText('1 part').waitFor()
    await page
      .getByRole('button', { name: 'Remove resistor' })
      .or(page.getByRole('button', { name: /^Remove/ }))
      .first()
      .click()
    await page.getByText('3 parts').waitFor()
    t.equal(await field.inputValue(), '', 'the field follows the address')
    await page.goBack()
    await page.getByText('1 part').waitFor()
    t.equal(await field.inputValue(), 'resistor', 'also back')
  })

  await t.test('what the service refuses is said in its words, and nothing is changed', async (t) => {
    const { page } = await pages.open(`/parts/${converter}?act=take`)
    await page.getByRole('textbox', { name: 'Pieces' }).waitFor()
    await app.inject({
      method: 'DELETE',
      url: `/api/inventory/parts/${converter}/stock`,
      payload: { box_no: 2, loc_no: 12, qty: 28 },
    })
    await page.getByRole('textbox', { name: 'Pieces' }).fill('9')
    await page.getByRole('textbox', { name: 'Pieces' }).press('Enter')
    await page
      .getByRole('alert')
      .getByText(/\b1\b|not enough|available/i)
      .waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 1 })
  })
})
