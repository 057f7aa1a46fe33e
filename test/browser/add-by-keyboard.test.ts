import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

t.test('parts are added by keys alone, one after another', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter, led, list } = await fillSmallInventory(app)
  const kit = (await app.inject({ method: 'POST', url: '/api/kits', payload: { name: 'Lamp' } })).json().id
  const { page, problems } = await pages.open(`/kits/${kit}`)
  const partField = page.locator('input[data-part]:focus')
  const pieces = page.locator('input[inputmode="numeric"]:focus')
  /** Slower than a hand scanner. */
  const type = (text: string) => page.keyboard.type(text, { delay: 80 })

  await t.test('to a kit', async (t) => {
    await page.getByRole('button', { name: 'Add a part' }).waitFor()
    await page.keyboard.press('a')
    for (const [key, each] of [
      [resistor, '2'],
      [led, '3'],
    ] as const) {
      await partField.waitFor()
      await type(key.toLowerCase())
      await page.keyboard.press('Enter')
      await pieces.waitFor()
      await type(each)
      await page.keyboard.press('Enter')
    }
    await partField.waitFor()
    t.equal(await partField.inputValue(), '')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const { contents }: { contents: { part: { key: string }; required_per_unit: number }[] } = (
      await app.inject(`/api/kits/${kit}`)
    ).json()
    // In the order of their keys, which are random.
    t.strictSame(
      new Map(contents.map(({ part, required_per_unit: pieces }) => [part.key, pieces])),
      new Map([
        [resistor, 2],
        [led, 3],
      ]),
    )
  })

  await t.test('to a shopping list', async (t) => {
    await page.goto(`${pages.url}/shopping/${list}`)
    await page.getByRole('button', { name: 'Add a part' }).waitFor()
    await page.keyboard.press('a')
    await partField.waitFor()
    await type('TPS54331')
    await page.getByRole('option', { name: converter }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await pieces.waitFor()
    await type('12')
    await page.keyboard.press('Enter')
    await partField.waitFor()
    const { lines } = (await app.inject(`/api/shopping-lists/${list}`)).json()
    t.strictSame(
      new Map(lines.map(({ part, needed }: { part: { key: string }; needed: number }) => [part.key, needed])),
      new Map([
        [led, 50],
        [converter, 12],
      ]),
    )
  })

  await t.test('to the first free slot of a box', async (t) => {
    await page.goto(`${pages.url}/boxes/1`)
    await page.getByRole('button', { name: 'Put in a part' }).waitFor()
    await page.keyboard.press('a')
    await partField.waitFor()
    await type(led.toLowerCase())
    await page.keyboard.press('Enter')
    await pieces.waitFor()
    await type('7')
    await page.keyboard.press('Enter')
    await page.getByText(`Put 7 ${led} in 1-1`).waitFor()
    t.strictSame(await stockOf(app, led), { '1-1': 7 })
  })
  t.strictSame(problems, [])
})
