import t from 'tap'
import { axeFindings } from './axe.ts'
import { whyNoBrowser } from './chromium.ts'
import { bag, scan } from './hand-scanner.ts'
import { PHONE, startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

t.test('scanning', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter, led, kit } = await fillSmallInventory(app)
  const { page, problems } = await pages.open('/scan')
  const answer = page.getByRole('region', { name: 'What was scanned' })
  const booked = page.getByRole('region', { name: 'Booked by scanning' })

  await t.test('a key that is typed leads to its part, which is taken from where it lies', async (t) => {
    await page.getByText('A hand scanner works without a click').waitFor()
    await page.getByRole('textbox', { name: 'Code' }).fill(converter)
    await page.keyboard.press('Enter')
    await answer.getByText('Step-down converter').waitFor()
    await answer.getByRole('textbox', { name: 'Pieces' }).fill('5')
    await answer.getByRole('button', { name: 'Take 5 from 2-12' }).click()
    await booked.getByRole('listitem').waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 29 })
  })

  await t.test('a bag says what is in it, and Enter puts it away', async (t) => {
    await scan(page, bag('TPS54331DR', 25, '85140277'))
    await answer.getByText('in the bag').waitFor()
    await answer.getByText('85140277').first().waitFor()
    await answer.getByRole('button', { name: 'Put away 25 in 2-12' }).waitFor()
    await page.keyboard.press('Enter')
    await booked.getByRole('listitem').nth(1).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 54 })
  })

  await t.test('the same bag again has to be confirmed', async (t) => {
    await scan(page, bag('TPS54331DR', 25, '85140277'))
    await answer.getByRole('button', { name: 'Put away 25 in 2-12' }).click()
    await answer.getByRole('button', { name: 'Book it anyway' }).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 54 }, 'nothing is booked unasked')
    await answer.getByRole('button', { name: 'Book it anyway' }).click()
    await booked.getByRole('listitem').nth(2).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 79 })
  })

  await t.test('each booking can be taken back, also after a reload', async (t) => {
    await page.reload()
    const last = booked.getByRole('listitem').first()
    await last.getByRole('button', { name: 'Undo' }).click()
    await last.getByText('undone').waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 54 })
  })

  await t.test('a slot that is scanned is where this bag goes; scanned first, where all go', async (t) => {
    await scan(page, bag('TPS54331DR', 10, '85140278'))
    await answer.getByRole('button', { name: 'Put away 10 in 2-12' }).waitFor()
    await scan(page, '2-30')
    await answer.getByRole('button', { name: 'Put away 10 in 2-30' }).click()
    await booked.getByRole('listitem').nth(3).waitFor()
    await scan(page, '1-9')
    await page.getByText('The next bag that you scan goes here').waitFor()
    await scan(page, bag('RC0603FR-074K7L', 100, '85140279'))
    await answer.getByRole('button', { name: 'Put away 100 in 1-9' }).click()
    await booked.getByRole('listitem').nth(4).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 54, '2-30': 10 })
    t.equal((await stockOf(app, resistor))['1-9'], 100)
    await page.getByRole('button', { name: /Remove Into/ }).click()
  })

  await t.test('a slot that does not exist is where nothing goes', async (t) => {
    await scan(page, '/B/1/999')
    await answer.getByText('There is no location 1-999 any more').waitFor()
    t.equal(await page.getByText('The next bag that you scan goes here').count(), 0)
    await page.getByRole('button', { name: /Remove Into/ }).waitFor({ state: 'detached' })
  })

  await t.test('a pile is counted and moved', async (t) => {
    await scan(page, resistor)
    await answer.getByRole('button', { name: 'Count', exact: true }).click()
    await answer.getByRole('button', { name: '1-9 × 100' }).click()
    await answer.getByRole('textbox', { name: 'Pieces' }).fill('98')
    await answer.getByRole('button', { name: 'Count 98 in 1-9' }).click()
    await booked.getByRole('listitem').nth(5).waitFor()
    t.equal((await stockOf(app, resistor))['1-9'], 98)
    await scan(page, led)
    await answer.getByText('LED red').waitFor()
    await answer.getByRole('button', { name: /^Put away 1 in \d+-\d+/ }).waitFor()
    await answer.getByRole('button', { name: 'Other slot' }).click()
    await answer.getByRole('textbox', { name: 'Slot' }).fill('1-15')
    await answer.getByRole('button', { name: /^Put away 1 in 1-15/ }).click()
    await booked.getByRole('listitem').nth(6).waitFor()
    await scan(page, led)
    await answer.getByRole('button', { name: 'Move', exact: true }).click()
    await answer.getByRole('textbox', { name: 'To' }).fill('1-16')
    await answer.getByRole('button', { name: 'Move 1 to 1-16' }).click()
    await booked.getByRole('listitem').nth(7).waitFor()
    t.strictSame(await stockOf(app, led), { '1-16': 1 })
  })

  await t.test('a bag of a part that is not known yet makes it', async (t) => {
    await scan(page, bag('XYZ-77-UNHEARD', 12, '85140280'))
    await answer.getByRole('heading', { name: 'No part has this number yet' }).waitFor()
    await answer.getByRole('textbox', { name: 'What is it' }).fill('Unheard-of sensor')
    t.match(await answer.getByRole('textbox', { name: 'Slot' }).inputValue(), /^\d+-\d+$/, 'as the service proposes')
    await answer.getByRole('textbox', { name: 'Slot' }).fill('2-40')
    await answer.getByRole('button', { name: 'Make the part and put 12 in 2-40' }).click()
    await page.getByText('Now there').waitFor()
    const found = (await app.inject('/api/parts/search?q=XYZ-77-UNHEARD')).json()
    t.equal(found.items[0].part.total_quantity, 12)
  })

  await t.test('a wrong bag is refused while a list is picked', async (t) => {
    const payload = { requested_units: 1, shortfall_handling: { [led]: { action: 'omit' } } }
    const list = (await app.inject({ method: 'POST', url: `/api/kits/${kit}/pick-lists`, payload })).json()
    await page.goto(`${pages.url}/scan?pick=${list.id}`)
    await page.getByText(`Pick list ${list.id}`).waitFor()
    await scan(page, bag('XYZ-77-UNHEARD', 3, '85140299'))
    await answer.getByText(`is not on pick list ${list.id}`).waitFor()
    t.equal(await answer.getByRole('button', { name: /^Pick \d/ }).count(), 0)
    await page.keyboard.press('Enter')
    await answer.getByRole('button', { name: /^Do something else with/ }).waitFor()
    const found = (await app.inject('/api/parts/search?q=XYZ-77-UNHEARD')).json()
    t.equal(found.items[0].part.total_quantity, 12, 'Enter books nothing of a wrong bag')
    const before = (await stockOf(app, converter))['2-12'] ?? 0
    await scan(page, converter)
    await answer.getByRole('button', { name: /^Pick 2/ }).click()
    await page.getByText('Now there').waitFor()
    const after = Object.values(await stockOf(app, converter)).reduce((sum, qty) => sum + qty, 0)
    t.equal(after, before + 10 - 2)
  })

  await t.test('a line is picked by the label of its slot', async (t) => {
    const payload = { requested_units: 1, shortfall_handling: { [led]: { action: 'omit' } } }
    const list = (await app.inject({ method: 'POST', url: `/api/kits/${kit}/pick-lists`, payload })).json()
    const [line] = (await app.inject(`/api/pick-lists/${list.id}`)).json().lines
    const slot = `${line.location.box_no}-${line.location.loc_no}`
    await page.goto(`${pages.url}/scan?pick=${list.id}`)
    await page.getByText(`Pick list ${list.id}`).waitFor()
    await scan(page, '1-1')
    await answer.getByText('The pick list takes nothing from 1-1 now').waitFor()
    await scan(page, slot)
    await answer.getByRole('button', { name: `Pick ${line.quantity_to_pick} of ${line.kit_content.part_key}` }).click()
    await page.getByText(`of ${line.kit_content.part_key} from ${slot} for pick list ${list.id}`).first().waitFor()
    const { lines } = (await app.inject(`/api/pick-lists/${list.id}`)).json()
    t.match(lines, [{ id: line.id, status: 'completed' }])
  })
  t.strictSame(
    problems.filter((problem) => !/409/.test(problem)),
    [],
  )

  await t.test('on a phone without a camera a photo is read', async (t) => {
    const phone = await pages.open('/scan', { viewport: PHONE, hasTouch: true, colorScheme: 'dark' })
    const label = await app.inject({
      method: 'POST',
      url: '/api/labels',
      payload: { items: [{ kind: 'part', id: converter }], template: 'roll-62x29', format: 'png' },
    })
    await phone.page.getByRole('button', { name: 'Use the camera' }).tap()
    await phone.page.getByText(/No camera was found|The camera is not allowed/).waitFor()
    await phone.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: label.rawPayload })
    await phone.page.getByText('Step-down converter').waitFor()
    t.strictSame(await axeFindings(phone.page), [])
    await phone.page.goto(`${pages.url}/scan`)
    for (const [code, shows] of [
      ['/B/2', 'The next bags that you scan go into this box'],
      [resistor, 'Thick film resistor'],
    ] as const) {
      await phone.page.getByRole('textbox', { name: 'Code' }).fill(code)
      await phone.page.keyboard.press('Enter')
      await phone.page.getByText(shows).waitFor()
      if (code !== resistor) await phone.page.getByRole('button', { name: 'Type a code' }).tap()
    }
    await phone.page.getByRole('button', { name: 'Count', exact: true }).tap()
    const bar = await phone.page.getByRole('navigation').last().boundingBox()
    for (const name of [/^Count \d/, 'Delete the last digit']) {
      const box = await phone.page.getByRole('button', { name }).boundingBox()
      t.ok(box !== null && bar !== null && box.y + box.height <= bar.y, `${name} is in sight`)
    }
    const key = await phone.page.getByRole('button', { name: 'Delete the last digit' }).boundingBox()
    const button = await phone.page.getByRole('button', { name: /^Count \d/ }).boundingBox()
    t.ok(key !== null && button !== null && key.y + key.height <= button.y, 'the button covers no key')
    t.strictSame(phone.problems, [])
  })
})
