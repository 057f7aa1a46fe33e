import type { Page } from 'playwright-core'
import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

/** Holds answers back, as a slow connection does. @returns what lets them go. */
async function hold(page: Page, url: RegExp): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(url, async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

/** Presses keys of which the page hears late and of all together, as on a busy machine. A person needs 100 ms for each. */
function pressLate(keys: readonly string[]): string {
  return `(async () => {
    const begin = performance.now() - 1000
    for (const [index, key] of ${JSON.stringify(keys)}.entries()) {
      const press = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      Object.defineProperty(press, 'timeStamp', { value: begin + index * 100 })
      const target = document.activeElement ?? document.body
      const went = target.dispatchEvent(press)
      if (went && key.length === 1 && 'value' in document.activeElement) document.execCommand('insertText', false, key)
      await null
    }
  })()`
}

t.test('keys that are pressed before the page is ready', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { page, problems, startAnew } = await pages.open('/boxes')

  await t.test('a name is not lost when the list behind its dialog comes', async (t) => {
    await page.getByText('No boxes yet').waitFor()
    const release = await hold(page, /\/api\/kits\?/)
    await page.goto(`${pages.url}/kits?add=kit`)
    const name = page.getByRole('textbox', { name: 'Name' })
    await name.waitFor()
    await page.keyboard.type('Power ')
    release()
    await page.getByText('No kits yet').waitFor()
    await page.keyboard.type('supply')
    t.equal(await name.inputValue(), 'Power supply')
  })

  const { resistor, converter, kit } = await fillSmallInventory(app)

  await t.test('an amount goes into the field, though nothing of the part is loaded', async (t) => {
    await startAnew('/')
    await page.getByPlaceholder('Find a part, box, kit or command').fill('4k7')
    await page.getByRole('option', { name: new RegExp(resistor) }).waitFor()
    const release = await hold(page, /\/api\/parts\/[A-Z]{4}(?:\/locations)?$/)
    await page.keyboard.press('Alt+t')
    await page.keyboard.type('17')
    await page.keyboard.press('Backspace')
    release()
    await page.getByRole('button', { name: 'Take 1', exact: true }).waitFor()
    await page.keyboard.type('5')
    await page.getByRole('button', { name: 'Take 15' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText(`Took 15 ${resistor} from 1-2`).waitFor()
    t.strictSame(await stockOf(app, resistor), { '1-2': 165, '2-7': 20 })
    t.strictSame(problems, [])
  })

  await t.test('Enter does not wait for the places either', async (t) => {
    await startAnew('/boxes')
    await page.getByText('Resistors').waitFor()
    const release = await hold(page, /\/api\/parts\/[A-Z]{4}\/locations$/)
    await page.goto(`${pages.url}/parts/${resistor}?act=take`)
    await page.getByRole('textbox', { name: 'Pieces' }).waitFor()
    await page.keyboard.type('5')
    await page.keyboard.press('Enter')
    release()
    await page.getByText(`Took 5 ${resistor} from 1-2`).waitFor()
    t.strictSame(await stockOf(app, resistor), { '1-2': 160, '2-7': 20 })
  })

  await t.test('the field keeps the keyboard when the dialog is ready', async (t) => {
    await startAnew(`/parts/${resistor}`)
    await page.getByText('Box 1, Resistors').waitFor()
    await page.keyboard.press('t')
    await page.getByRole('textbox', { name: 'Pieces' }).waitFor()
    // After what the dialog itself does when it has opened.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve))')
    t.equal(await page.evaluate('document.activeElement.ariaLabel'), 'Pieces')
  })

  await t.test('what is typed is neither changed nor left by what others do', async (t) => {
    await startAnew(`/parts/${converter}?act=take`)
    await page.getByText('34 there').waitFor()
    await page.keyboard.type('9')
    const url = `/api/inventory/parts/${converter}/stock`
    await app.inject({ method: 'DELETE', url, payload: { box_no: 2, loc_no: 12, qty: 30 } })
    await page.getByText('4 there').waitFor()
    await page.getByRole('button', { name: 'Take 9' }).waitFor()
    await page.keyboard.press('Enter')
    await page
      .getByRole('alert')
      .getByText(/\b4\b|not enough|available/i)
      .waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 4 }, 'not fewer than asked for, without a word')
  })

  await t.test('keys of a person that come late and together are no scan', async (t) => {
    await startAnew(`/parts/${resistor}`)
    await page.getByText('Box 1, Resistors').waitFor()
    await page.evaluate(pressLate(['t', '7']))
    await page.getByRole('button', { name: 'Take 7' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.evaluate(pressLate(['/', '4', 'k', '7']))
    t.equal(await page.getByPlaceholder('Find a part, box, kit or command').inputValue(), '4k7')
  })

  await t.test('a letter pressed right after the page was opened leads nowhere', async (t) => {
    await startAnew(`/parts/${resistor}`)
    await page.getByText('Box 1, Resistors').waitFor()
    await page.evaluate(`{
      const press = new KeyboardEvent('keydown', { key: 't', bubbles: true, cancelable: true })
      Object.defineProperty(press, 'timeStamp', { value: 700 })
      document.body.dispatchEvent(press)
    }`)
    await page.getByRole('textbox', { name: 'Pieces' }).waitFor()
    t.match(page.url(), new RegExp(`/parts/${resistor}`))
  })

  await t.test('a target is kept once it is whole, and not digit by digit', async (t) => {
    await startAnew(`/kits/${kit}`)
    const target = page.getByRole('textbox', { name: 'How many are to be built' })
    const kept: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'PATCH') kept.push(request.url())
    })
    await target.focus()
    await page.keyboard.type('12', { delay: 150 })
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH')
    await page.keyboard.press('Enter')
    await saved
    t.equal(kept.length, 1)
    t.equal(await target.inputValue(), '12')
    t.equal((await app.inject(`/api/kits/${kit}`)).json().build_target, 12)
  })

  await t.test('what one does is done with what was typed last, however late its suggestions come', async (t) => {
    await startAnew('/')
    const field = page.getByPlaceholder('Find a part, box, kit or command')
    await field.fill('4k7')
    await page.getByRole('option', { name: new RegExp(resistor) }).waitFor()
    const release = await hold(page, /\/api\/parts\/suggestions/)
    await field.fill('tps54331')
    await page.keyboard.press('Alt+t')
    await page.keyboard.type('2')
    release()
    await page.getByRole('button', { name: 'Take 2' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText(`Took 2 ${converter} from 2-12`).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 2 })

    await page.unroute(/\/api\/parts\/suggestions/)
    const letGo = await hold(page, /\/api\/parts\/suggestions/)
    await field.fill(resistor.toLowerCase())
    await page.keyboard.press('Enter')
    letGo()
    await page.waitForURL(`${pages.url}/parts/${resistor}`)
    t.strictSame(problems, [])
  })

  await t.test('the suggestion that was chosen is opened, though others have come before it', async (t) => {
    await startAnew('/')
    const release = await hold(page, /\/api\/parts\/suggestions/)
    await page.getByPlaceholder('Find a part, box, kit or command').fill('resist')
    await page.getByRole('option', { name: 'Box 1' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.locator('[role="option"][data-combobox-selected]', { hasText: 'Box 1' }).waitFor()
    release()
    await page.getByRole('option', { name: new RegExp(resistor) }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(`${pages.url}/boxes/1`)
    t.strictSame(problems, [])
  })

  await t.test('a query stays as it was typed, however late the address follows', async (t) => {
    await startAnew('/parts')
    await page.getByText('3 parts').waitFor()
    const field = page.getByPlaceholder('Find a part, box, kit or command')
    await field.focus()
    await page.keyboard.type('thick film resistor')
    await page.waitForURL(/q=thick\+film\+resistor$/)
    t.equal(await field.inputValue(), 'thick film resistor')
    await page.getByText('1 part', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Parts', exact: true }).first().click()
    await page.getByText('3 parts').waitFor()
    t.equal(await field.inputValue(), '', 'it follows a link')
  })
})
