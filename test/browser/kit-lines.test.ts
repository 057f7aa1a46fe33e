import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { PHONE, startPages } from './pages.ts'
import { fillSmallInventory } from './small-inventory.ts'

interface Line {
  id: number
  part: { key: string }
  note: string | null
  required_per_unit: number
  version: number
}

t.test('lines of a kit', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter, led, kit } = await fillSmallInventory(app)
  const lines = async (): Promise<Line[]> => (await app.inject(`/api/kits/${kit}`)).json().contents
  const notes = async () => Object.fromEntries((await lines()).map(({ part, note }) => [part.key, note]))
  const needed = new Map((await lines()).map((line) => [line.part.key, line.required_per_unit]))
  const [first] = (await lines()).filter(({ part }) => part.key === resistor)
  const designators = ['R1', 'R2', 'R3', 'R7']
  const placed = await app.inject({
    method: 'PUT',
    url: `/api/kits/${kit}/bom/${first?.id}`,
    payload: { version: first?.version, designators, alternates: [led] },
  })
  t.equal(placed.statusCode, 200)
  const before = await notes()
  const { page, problems } = await pages.open(`/kits/${kit}`)
  const bar = page.getByRole('region', { name: 'Chosen lines' })
  const choose = (key: string) => page.getByRole('checkbox', { name: `Choose ${key}` }).click()

  await t.test('show where their parts sit on the board', async () => {
    await page.getByRole('cell', { name: 'R1 to R3, R7' }).waitFor()
  })

  await t.test('get a note together, and the notes before come back', async (t) => {
    await choose(resistor)
    await choose(led)
    await bar.getByText('2 chosen').waitFor()
    await bar.getByRole('button', { name: 'Note' }).click()
    await page.getByRole('textbox', { name: 'Note' }).fill('front panel')
    await page.keyboard.press('Enter')
    await page.getByText('2 parts have the note “front panel”').waitFor()
    t.strictSame(await notes(), { ...before, [resistor]: 'front panel', [led]: 'front panel' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('front panel', { exact: true }).first().waitFor({ state: 'detached' })
    t.strictSame(await notes(), before)
  })

  await t.test('go together onto a shopping list, with what each needs', async (t) => {
    await choose(resistor)
    await choose(led)
    await bar.getByRole('button', { name: 'Add to list' }).click()
    await page.getByRole('textbox', { name: 'Name of a new list' }).fill('Bench')
    await page.getByRole('button', { name: 'Make the list and add' }).click()
    await page.getByText('2 parts are on “Bench” now').waitFor()
    const lists: { id: number; name: string }[] = (await app.inject('/api/shopping-lists')).json()
    const list = (await app.inject(`/api/shopping-lists/${lists.find(({ name }) => name === 'Bench')?.id}`)).json()
    const bought = list.lines.map((line: { part: { key: string }; needed: number }) => [line.part.key, line.needed])
    const { build_target: units } = (await app.inject(`/api/kits/${kit}`)).json()
    t.strictSame(new Map(bought).get(resistor), (needed.get(resistor) ?? 0) * units, 'enough is there: what it needs')
    t.strictSame(new Map(bought).get(led), 4, 'what is short')
  })

  await t.test('are taken out together, and come back with their place on the board', async (t) => {
    await page.getByRole('checkbox', { name: 'Choose all lines' }).click()
    await choose(converter)
    await bar.getByText('2 chosen').waitFor()
    await bar.getByRole('button', { name: 'Take out' }).click()
    await page.getByText(/^2 parts were taken out of/).waitFor()
    t.strictSame(Object.keys(await notes()), [converter])
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('cell', { name: 'R1 to R3, R7' }).waitFor()
    t.strictSame(await notes(), before)
    const bom: { part_key: string; designators: string[]; alternates: string[] }[] = (
      await app.inject(`/api/kits/${kit}/bom`)
    ).json().lines
    t.match(
      bom.find(({ part_key }) => part_key === resistor),
      { designators, alternates: [led] },
    )
  })

  await t.test('on a phone they are chosen by touch', async () => {
    const phone = (await pages.open(`/kits/${kit}`, { viewport: PHONE, hasTouch: true })).page
    await phone.getByRole('checkbox', { name: `Choose ${led}` }).tap()
    await phone.getByRole('region', { name: 'Chosen lines' }).getByText('1 chosen').waitFor()
  })

  await t.test('all kits show how many can be built', async (t) => {
    await page.goto(`${pages.url}/kits`)
    await page.getByText('0 can be built').waitFor()
    await page.getByText('1 part is short').waitFor()
    await app.inject({
      method: 'POST',
      url: `/api/inventory/parts/${led}/stock`,
      payload: { box_no: 1, loc_no: 9, qty: 40 },
    })
    // Nobody reloads the page.
    await page.getByText('1 part is short').waitFor({ state: 'detached' })
    t.strictSame(problems, [])
  })
})
