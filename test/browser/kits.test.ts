import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory } from './small-inventory.ts'

t.test('kits as a whole', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter, led, kit } = await fillSmallInventory(app)
  const post = async (url: string, payload: object) => (await app.inject({ method: 'POST', url, payload })).json()
  const other: number = (await post('/api/kits', { name: 'Lamp', build_target: 2 })).id
  await post(`/api/kits/${other}/contents`, { part_key: resistor, required_per_unit: 8 })
  await post(`/api/kits/${other}/contents`, { part_key: led, required_per_unit: 3 })
  const statusOf = async (id: number): Promise<string> => (await app.inject(`/api/kits/${id}`)).json().status
  const { page, problems } = await pages.open(`/kits/${kit}`)
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name }).click()
  }

  await t.test('two are compared: what differs comes first, and whether the stock is enough for both', async (t) => {
    await page.getByText('can be built now').waitFor()
    await choose('Compare with another kit')
    await page.getByRole('combobox', { name: 'With' }).fill('Lam')
    await page.getByRole('option', { name: 'Lamp' }).click()
    await page.waitForURL(new RegExp(`/kits/${kit}/compare\\?with=${other}$`))
    await page.reload()
    await page.getByRole('cell', { name: resistor }).waitFor()
    const rows = await page.getByRole('row').allInnerTexts()
    const texts = rows.slice(1).map((row) => row.replaceAll(/\s+/g, ' ').trim())
    t.match(texts, [
      new RegExp(`^${led} .* 1 3 10 of 0 10 short$`),
      new RegExp(`^${converter} .* 2 none 8 of 34$`),
      new RegExp(`^${resistor} .* 8 8 48 of 200$`),
    ])
    await page.getByText('1 part is short for all that is to be built of both').waitFor()
    await page.getByRole('button', { name: /^Different/ }).click()
    await page.getByRole('cell', { name: resistor }).waitFor({ state: 'detached' })
    t.equal(await page.getByRole('row').count(), 3)
  })

  await t.test('one is archived and comes back', async (t) => {
    await page.goto(`${pages.url}/kits/${kit}`)
    await choose('Archive')
    await page.getByText('“Bench supply” was archived').waitFor()
    t.equal(await statusOf(kit), 'archived')
    t.equal(await page.getByRole('button', { name: 'Add a part' }).count(), 0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Add a part' }).waitFor()
    t.equal(await statusOf(kit), 'active')

    await choose('Archive')
    await page.getByText('“Bench supply” was archived').waitFor()
    await page.goto(`${pages.url}/kits?show=archived`)
    await page.getByRole('link', { name: /Bench supply/ }).click()
    await choose('Use again')
    await page.getByRole('button', { name: 'Add a part' }).waitFor()
    t.equal(await statusOf(kit), 'active')
  })

  await t.test('one is deleted only when that was confirmed', async (t) => {
    await page.goto(`${pages.url}/kits/${other}`)
    await choose('Delete')
    await page.getByText('2 lines go with it').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    t.equal(await statusOf(other), 'active')
    await choose('Delete')
    await page.getByRole('button', { name: 'Delete the kit' }).click()
    await page.getByText('“Lamp” was deleted').waitFor()
    t.equal((await app.inject(`/api/kits/${other}`)).statusCode, 404)
  })

  await t.test(
    'a kit, a list and a box are shown once they are made, and from there one comes back to all',
    async (t) => {
      for (const [path, button] of [
        ['/kits', 'New kit'],
        ['/shopping', 'New list'],
        ['/boxes', 'New box'],
      ] as const) {
        await page.goto(pages.url + path)
        await page.getByRole('button', { name: button }).click()
        await page.getByRole('dialog').getByRole('textbox').first().fill('Clock')
        await page.keyboard.press('Enter')
        await page.getByRole('heading', { name: 'Clock' }).waitFor()
        await page.getByRole('dialog').waitFor({ state: 'detached' })
        t.match(new URL(page.url()).pathname, new RegExp(`^${path}/\\d+$`))
        await page.goBack()
        await page.getByRole('button', { name: button }).waitFor()
        t.equal(page.url(), pages.url + path)
        t.equal(await page.getByRole('dialog').count(), 0)
      }
    },
  )
  // The page may ask for what was deleted once more before it is left.
  t.strictSame(
    problems.filter((problem) => !/answered 404|status of 404/.test(problem)),
    [],
  )
})
