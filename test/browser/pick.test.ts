import type { Page, Route } from 'playwright-core'
import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { type Pages, startPages } from './pages.ts'
import { fillSmallInventory, type SmallInventory, stockOf } from './small-inventory.ts'

/** A pick list of three lines: 16 from 1-2, 2 from 1-9, 4 from 2-12. */
async function pickListOf({ app }: Pages, { kit }: SmallInventory): Promise<number> {
  const url = `/api/kits/${kit}/pick-lists`
  return (await app.inject({ method: 'POST', url, payload: { requested_units: 2 } })).json().id
}

/** Types like a hand scanner: all keys at once, and Enter. */
async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate(`(() => {
    const begin = performance.now()
    for (const [index, key] of ${JSON.stringify([...code, 'Enter'])}.entries()) {
      const press = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      Object.defineProperty(press, 'timeStamp', { value: begin + index * 5 })
      document.activeElement.dispatchEvent(press)
    }
  })()`)
}

t.test('the pick page', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const inventory = await fillSmallInventory(app)
  const { resistor, converter, led } = inventory
  const stockUrl = (key: string) => `/api/inventory/parts/${key}/stock`
  await app.inject({ method: 'POST', url: stockUrl(led), payload: { box_no: 1, loc_no: 9, qty: 9 } })
  await app.inject({ method: 'DELETE', url: stockUrl(resistor), payload: { box_no: 2, loc_no: 7, qty: 20 } })
  const id = await pickListOf(pages, inventory)
  const { page, problems } = await pages.open(`/pick/${id}`)
  await page.getByText('0 of 3 lines picked').waitFor()

  await t.test('by keyboard alone: picked, undone, and less than asked', async (t) => {
    await page.keyboard.press('Enter')
    await page.getByText('1 of 3 lines picked').waitFor()
    await page.getByRole('button', { name: 'Picked 2' }).waitFor()
    await page.keyboard.press('z')
    await page.getByText('0 of 3 lines picked').waitFor()
    await page.getByRole('button', { name: 'Picked 16' }).waitFor()
    await page.keyboard.press('l')
    await page.getByText('16 pieces were asked for from 1-2').waitFor()
    await page.keyboard.type('3')
    await page.getByRole('button', { name: 'Picked 3' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('1 of 3 lines picked').waitFor()
    t.strictSame(await stockOf(app, resistor), { '1-2': 177 })
    // The sheet may still be seen, as it slides away.
    await page.keyboard.press('z')
    await page.getByText('0 of 3 lines picked').waitFor()
  })

  await t.test('a key that is pressed while the sheet goes is a key of the page', async (t) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    await page.route(/\/lines\/\d+$/, async (route) => {
      await promise
      await route.continue()
    })
    await page.keyboard.press('l')
    await page.getByText('16 pieces were asked for from 1-2').waitFor()
    // All of them before the sheet has moved: Enter is in it, the others are not.
    const inSheet = await page.evaluate(`(async () => {
      const press = async (key) => {
        const target = document.activeElement ?? document.body
        const went = target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
        if (key === 'Enter' && went) target.closest('button')?.click()
        await null
        return target.closest('[role="dialog"]') !== null
      }
      ;[...document.querySelectorAll('[role="dialog"] button')].at(-1).focus()
      return [await press('Enter'), await press('Enter'), await press('z')]
    })()`)
    t.strictSame(inSheet, [true, false, false])
    const undone = page.waitForResponse(/\/lines\/\d+\/undo$/)
    resolve()
    await undone
    await page.getByText('0 of 3 lines picked').waitFor()
    await page.getByRole('button', { name: 'Picked 16' }).waitFor()
    t.strictSame(await stockOf(app, resistor), { '1-2': 180 })
    await page.unroute(/\/lines\/\d+$/)
  })

  await t.test('a wrong bag is refused, and the page stays; the bag of a seller picks its line', async (t) => {
    const other = await app.inject({ method: 'POST', url: '/api/parts', payload: { description: 'Another part' } })
    const key: string = other.json().key
    await scan(page, key)
    await page.getByText(`${key} is not on pick list ${id}`).waitFor()
    t.match(page.url(), /\/pick\/\d+$/)
    await scan(page, '1-2')
    await page.getByText('1-2 is right').waitFor()
    await scan(page, '2-12')
    await page.getByText(`2-12 is wrong: ${resistor} is to be taken from 1-2`).waitFor()
    t.match(page.url(), /\/pick\/\d+$/, 'a slot that is scanned is looked at, not opened')
    await page.getByRole('button', { name: `Take ${converter} first` }).waitFor()
    await scan(page, '2-12')
    await page.getByText('2-12 is right').waitFor()
    await page.getByRole('button', { name: 'Picked 4' }).waitFor()
    await scan(page, '1-2')
    await page.getByText(`1-2 is wrong: ${converter} is to be taken from 2-12`).waitFor()
    await page.getByRole('button', { name: `Take ${resistor} first` }).click()
    await page.getByRole('button', { name: 'Picked 16' }).waitFor()
    await scan(page, key)
    await page.getByText(`${key} is not on pick list ${id}`).waitFor()
    t.equal(await page.getByText('2-12 is wrong').count(), 0, 'what was scanned before is not spoken of any more')
    await scan(page, '1-9')
    await page.getByText(`1-9 is wrong: ${resistor} is to be taken from 1-2`).waitFor()
    await page.getByRole('button', { name: `Take ${led} first` }).waitFor()
    t.equal(await page.getByText(`${key} is not on pick list`).count(), 0)
    t.equal(await page.locator('.mantine-Notification-root').count(), 0, 'nothing lies over the button')
    await scan(page, 'TPS54331DR')
    await page.getByText('1 of 3 lines picked').waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 30 })
    await page.evaluate(`for (const key of ['X', 'Y', 'Z', 'Enter', 'z']) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    }`)
    await page.getByText('0 of 3 lines picked').waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 34 }, 'a key right behind a code is a key of the page')
  })

  await t.test('labels of bags pick their lines, the next one as soon as the one before is done', async (t) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    await page.route(/\/pick$/, async (route) => {
      await promise
      await route.continue()
    })
    await scan(page, resistor)
    await scan(page, led)
    await scan(page, converter)
    resolve()
    await page.getByText('All picked').waitFor()
    t.strictSame(await stockOf(app, resistor), { '1-2': 164 })
    t.strictSame(await stockOf(app, led), { '1-9': 7 })
    t.strictSame(await stockOf(app, converter), { '2-12': 30 })
    t.match(page.url(), /\/pick\/\d+$/, 'no code has led away')
  })

  await t.test('an older answer that comes late does not bring a picked line back', async (t) => {
    const list = await pickListOf(pages, inventory)
    const late = await pages.open(`/pick/${list}`)
    await late.page.getByText('0 of 3 lines picked').waitFor()
    await late.page.evaluate(`{
      globalThis.seen = []
      const look = () => {
        const done = /(\\d) of 3 lines/.exec(document.body.textContent)?.[1]
        if (done !== seen.at(-1)) seen.push(done)
      }
      look()
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
    }`)
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    await late.page.route(
      `${pages.url}/api/pick-lists/${list}`,
      async (route: Route) => {
        const response = await route.fetch()
        ask()
        await released
        await route.fulfill({ response })
        answer()
      },
      { times: 1 },
    )
    // The page hears of its own pick, too, and asks for the list.
    await late.page.keyboard.press('Enter')
    await asked
    await late.page.keyboard.press('Enter')
    await late.page.getByText('2 of 3 lines picked').waitFor()
    release()
    await answered
    await late.page.keyboard.press('Enter')
    await late.page.getByText('All picked').waitFor()
    t.strictSame(await late.page.evaluate('seen'), ['0', '1', '2', undefined])
    t.strictSame(late.problems, [])
  })
  t.strictSame(problems, [])
})

t.test(
  'the offer to take from where one stands is in sight and in reach at each size',
  { skip: whyNoBrowser() },
  async (t) => {
    const pages = await startPages(t)
    const inventory = await fillSmallInventory(pages.app)
    const url = `/api/inventory/parts/${inventory.led}/stock`
    await pages.app.inject({ method: 'POST', url, payload: { box_no: 1, loc_no: 9, qty: 9 } })
    const id = await pickListOf(pages, inventory)
    const { page } = await pages.open(`/pick/${id}`)
    const offer = page.getByRole('button', { name: `Take ${inventory.converter} first` })
    for (const [width, height] of [
      [390, 844],
      [390, 600],
      [768, 700],
      [1440, 900],
      [1440, 640],
    ] as const) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height })
        await page.emulateMedia({ colorScheme })
        await page.reload()
        await page.getByText('0 of 3 lines picked').waitFor()
        await scan(page, '2-12')
        await offer.waitFor()
        // What is drawn above it comes whenever it has been read.
        await page.getByRole('img', { name: /^Slot / }).waitFor()
        const hit = await page.evaluate(`(() => {
        const button = [...document.querySelectorAll('button')].find(({ textContent }) => /^Take .* first/.test(textContent))
        const { left, width, top, bottom } = button.getBoundingClientRect()
        return [top + 2, (top + bottom) / 2, bottom - 2].map((y) =>
          button.contains(document.elementFromPoint(left + width / 2, y)))
      })()`)
        t.strictSame(hit, [true, true, true], `${width} × ${height}, ${colorScheme}`)
      }
    }
  },
)
