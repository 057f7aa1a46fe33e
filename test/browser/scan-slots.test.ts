import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { bag, scan } from './hand-scanner.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

const skip = whyNoBrowser()

t.test('a slot that is scanned behind a part', { skip }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter } = await fillSmallInventory(app)
  const { page, problems } = await pages.open('/scan')
  const answer = page.getByRole('region', { name: 'What was scanned' })
  const booked = page.getByRole('region', { name: 'Booked by scanning' })

  await t.test('a part is taken from there when it lies there', async (t) => {
    await page.getByText('A hand scanner works without a click').waitFor()
    await scan(page, resistor)
    await answer.getByRole('button', { name: 'Take 1 from 1-2' }).waitFor()
    await scan(page, '2-7')
    await answer.getByRole('button', { name: 'Take 1 from 2-7' }).waitFor()
    await page.keyboard.press('Enter')
    await booked.getByRole('listitem').waitFor()
    t.strictSame(await stockOf(app, resistor), { '1-2': 180, '2-7': 19 })
  })

  await t.test(
    'a part is put there when it does not lie there, also when something else was chosen before',
    async (t) => {
      await scan(page, converter)
      await answer.getByRole('button', { name: 'Take 1 from 2-12' }).waitFor()
      await answer.getByRole('button', { name: 'Count', exact: true }).click()
      await scan(page, '/B/2/30')
      await answer.getByText(`${converter} does not lie in 2-30. It lies in 2-12.`).waitFor()
      await answer.getByRole('button', { name: 'Put away 1 in 2-30' }).waitFor()
      await page.keyboard.press('Enter')
      await booked.getByRole('listitem').nth(1).waitFor()
      t.strictSame(await stockOf(app, converter), { '2-12': 34, '2-30': 1 })
    },
  )

  await t.test('one that does not exist is said at once, and the bag waits for another one', async (t) => {
    await scan(page, bag('TPS54331DR', 10, '85140301'))
    await answer.getByRole('button', { name: 'Put away 10 in 2-12' }).waitFor()
    await scan(page, '/B/2/999')
    await answer.getByText('There is no location 2-999').waitFor()
    await page.keyboard.press('Enter')
    await answer.getByRole('button', { name: /^Do something else with/ }).waitFor()
    await scan(page, '/B/2/31')
    await answer.getByRole('button', { name: 'Put away 10 in 2-31' }).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 34, '2-30': 1 }, 'Enter has booked nothing')
    await page.keyboard.press('Enter')
    await booked.getByRole('listitem').nth(2).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 34, '2-30': 1, '2-31': 10 })
  })

  await t.test('a box that is scanned behind a bag gives it its first free slot', async () => {
    await scan(page, bag('TPS54331DR', 10, '85140311'))
    await answer.getByRole('button', { name: 'Put away 10 in 2-12' }).waitFor()
    await scan(page, '/B/1')
    await answer.getByRole('button', { name: 'Put away 10 in 1-1' }).waitFor()
    await scan(page, '/B/77')
    await answer.getByText('There is no box 77').waitFor()
    await scan(page, '/B/2')
    await answer.getByRole('button', { name: 'Put away 10 in 2-' }).waitFor()
  })

  await t.test('a bag that nobody knows goes there, and what was typed stays', async (t) => {
    await scan(page, bag('XYZ-77-UNHEARD', 12, '85140302'))
    await answer.getByRole('textbox', { name: 'What is it' }).fill('Unheard-of sensor')
    await scan(page, '2-50')
    await answer.getByRole('button', { name: 'Make the part and put 12 in 2-50' }).waitFor()
    t.equal(await answer.getByRole('textbox', { name: 'What is it' }).inputValue(), 'Unheard-of sensor')
  })
  t.strictSame(
    problems.filter((problem) => !/404/.test(problem)),
    [],
  )
})

t.test('a box that is scanned first is where all goes', { skip }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter } = await fillSmallInventory(app)
  const { page, problems } = await pages.open('/scan')
  const answer = page.getByRole('region', { name: 'What was scanned' })
  const chip = page.getByText('Into box 2', { exact: true })
  const book = async (name: string) => {
    await answer.getByRole('button', { name }).click()
    await page.getByText('Now there').waitFor()
  }
  await page.getByText('A hand scanner works without a click').waitFor()

  await t.test('bag after bag', async (t) => {
    await scan(page, '/B/2')
    await answer.getByText('58 of 60 slots free').waitFor()
    await answer.getByText('The next bags that you scan go into this box').waitFor()
    await chip.waitFor()
    await scan(page, bag('RC0603FR-074K7L', 30, '85140501'))
    await book('Put away 30 in 2-7')
    await scan(page, bag('TPS54331DR', 5, '85140502'))
    await book('Put away 5 in 2-12')
    await scan(page, bag('WP7113ID', 9, '85140503'))
    await book('Put away 9 in 2-1')
    t.strictSame(await stockOf(app, resistor), { '1-2': 180, '2-7': 50 })
    t.strictSame(await stockOf(app, converter), { '2-12': 39 })
    await chip.waitFor()
  })

  await t.test(
    'it stays when the page is loaded again, and so does a slot behind a bag; another tab has none',
    async (t) => {
      await scan(page, bag('RC0603FR-074K7L', 30, '85140504'))
      await answer.getByRole('button', { name: 'Put away 30 in 2-7' }).waitFor()
      await page.reload()
      await chip.waitFor()
      await answer.getByRole('button', { name: 'Put away 30 in 2-7' }).waitFor()
      await scan(page, '1-9')
      await answer.getByRole('button', { name: 'Put away 30 in 1-9' }).waitFor()
      await page.reload()
      await chip.waitFor()
      await answer.getByRole('button', { name: 'Put away 30 in 1-9' }).waitFor()
      await scan(page, bag('RC0603FR-074K7L', 20, '85140505'))
      await answer.getByRole('button', { name: 'Put away 20 in 2-7' }).waitFor()
      const other = await page.context().newPage()
      await other.goto(`${pages.url}/scan`)
      await other.getByText('A hand scanner works without a click').waitFor()
      t.equal(await other.getByRole('button', { name: /Remove Into/ }).count(), 0)
      await other.close()
      // Nothing is in the hand any more; the place stays.
      await page.goto(`${pages.url}/scan`)
      await page.getByText('A hand scanner works without a click').waitFor()
      await chip.waitFor()
    },
  )

  await t.test('a part that lies elsewhere goes there by its label, and that is said', async () => {
    await page.getByRole('button', { name: 'Remove Into box 2' }).click()
    await scan(page, '1-9')
    await answer.getByText('The next bag that you scan goes here').waitFor()
    await page.getByRole('button', { name: 'Remove Into 1-9' }).click()
    await answer.getByText('The next bag that you scan goes here').waitFor({ state: 'detached' })
    await scan(page, '/B/1')
    await answer.getByText('19 of 20 slots free').waitFor()
    await scan(page, converter)
    await answer.getByText(`${converter} does not lie in box 1. It lies in 2-12.`).waitFor()
    await answer.getByRole('button', { name: 'Put away 1 in 1-1' }).waitFor()
    await answer.getByRole('button', { name: 'Take', exact: true }).click()
    await answer.getByRole('button', { name: 'Take 1 from 2-12' }).waitFor()
    await answer.getByRole('button', { name: 'Move', exact: true }).click()
    await answer.getByRole('button', { name: 'Move 39 to 1-1' }).waitFor()
  })

  await t.test('what was chosen stays when the part lies in the box that is scanned behind it', async () => {
    await scan(page, resistor)
    await answer.getByRole('button', { name: 'Count', exact: true }).click()
    await scan(page, '/B/2')
    await answer.getByRole('button', { name: 'Count 50 in 2-7' }).waitFor()
    await scan(page, '/B/1')
    await answer.getByRole('button', { name: 'Count 180 in 1-2' }).waitFor()
  })

  await t.test('a box that is not there is none, and what was said of it is cleared', async (t) => {
    await page.goto(`${pages.url}/scan`)
    await page.getByText('A hand scanner works without a click').waitFor()
    await scan(page, '/B/77')
    await answer.getByText('There is no box 77 any more').waitFor()
    t.equal(await page.getByRole('button', { name: /Remove Into/ }).count(), 0)
    await scan(page, '/B/2')
    await chip.waitFor()
    await scan(page, resistor)
    await answer.getByRole('button', { name: 'Take 1 from 2-7' }).waitFor()
    await page.getByRole('button', { name: 'Remove Into box 2' }).click()
    await chip.waitFor({ state: 'detached' })
  })
  t.strictSame(
    problems.filter((problem) => !/404/.test(problem)),
    [],
  )
})

t.test('a slot that is scanned while a list is picked', { skip }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { led, kit } = await fillSmallInventory(app)
  const payload = { requested_units: 1, shortfall_handling: { [led]: { action: 'omit' } } }
  const made = await app.inject({ method: 'POST', url: `/api/kits/${kit}/pick-lists`, payload })
  const list: number = made.json().id
  interface Line {
    status: string
    quantity_to_pick: number
    kit_content: { part_key: string }
    location: { box_no: number; loc_no: number }
  }
  const lines = async (): Promise<Line[]> => (await app.inject(`/api/pick-lists/${list}`)).json().lines
  const walk = (await lines()).map(({ quantity_to_pick, kit_content, location }) => ({
    qty: quantity_to_pick,
    key: kit_content.part_key,
    slot: `${location.box_no}-${location.loc_no}`,
  }))
  const [first, second] = walk
  if (first === undefined || second === undefined) throw new Error('the list has fewer lines than the kit')
  const { page, problems } = await pages.open(`/scan?pick=${list}`)
  await page.getByText(`Pick list ${list}, Bench supply`, { exact: true }).waitFor()
  const answer = page.getByRole('region', { name: 'What was scanned' })

  await t.test('that of a line works behind a wrong part', async (t) => {
    await scan(page, led)
    await answer.getByText(`is not on pick list ${list}`).waitFor()
    await scan(page, first.slot)
    await answer.getByRole('button', { name: `Pick ${first.qty} of ${first.key}` }).waitFor()
    t.equal(await answer.getByText(`is not on pick list ${list}`).count(), 0)
  })

  await t.test('a wrong one behind the right part is said, and Enter picks nothing', async (t) => {
    await scan(page, first.key)
    await answer.getByRole('button', { name: `Pick ${first.qty} from ${first.slot}` }).waitFor()
    await scan(page, '1-1')
    await answer.getByText('The pick list takes nothing from 1-1 now').waitFor()
    t.equal(await page.getByText('The next bag that you scan goes here').count(), 0)
    await page.keyboard.press('Enter')
    await scan(page, first.key)
    await answer.getByRole('button', { name: `Pick ${first.qty} from ${first.slot}` }).waitFor()
    await scan(page, '/B/1/999')
    await answer.getByText('There is no location 1-999 any more').waitFor()
    await page.keyboard.press('Enter')
    await scan(page, first.key)
    await answer.getByRole('button', { name: `Pick ${first.qty} from ${first.slot}` }).waitFor()
    t.ok((await lines()).every(({ status }) => status === 'open'))
  })

  await t.test('that of another line speaks for that line', async () => {
    await scan(page, second.slot)
    await answer.getByRole('button', { name: `Pick ${second.qty} of ${second.key}` }).waitFor()
  })

  await t.test('the right one keeps the line, and the end of the list is said', async (t) => {
    for (const [index, { qty, key, slot }] of walk.entries()) {
      if (index === walk.length - 1) {
        // Only this line is left, so its box stands for it.
        await scan(page, `/B/${slot.split('-')[0]}`)
        await answer.getByRole('button', { name: `Pick ${qty} of ${key} from ${slot}` }).waitFor()
        await answer.getByRole('link', { name: /^Open box/ }).waitFor()
      }
      await scan(page, key)
      await answer.getByRole('button', { name: `Pick ${qty} from ${slot}` }).waitFor()
      await scan(page, slot)
      await answer.getByRole('button', { name: `Pick ${qty} from ${slot}` }).click()
      await page.getByText(`of ${key} from ${slot} for pick list ${list}`).first().waitFor()
    }
    await page.getByText(`Pick list ${list} is done`).waitFor()
    t.ok((await lines()).every(({ status }) => status === 'completed'))
    await page.getByRole('link', { name: `Back to pick list ${list}` }).click()
    await page.waitForURL(new RegExp(`/pick/${list}$`))
  })

  await t.test('something else is done with a part that the list does not take', async (t) => {
    await page.goto(`${pages.url}/scan?pick=${list}`)
    await page.getByText(`Pick list ${list}, Bench supply`, { exact: true }).waitFor()
    await scan(page, led)
    await answer.getByRole('button', { name: /^Do something else with/ }).click()
    await answer.getByRole('button', { name: /^Put away 1 in \d+-\d+/ }).waitFor()
    await scan(page, '2-44')
    await answer.getByRole('button', { name: 'Put away 1 in 2-44' }).click()
    await page.getByText('Now there').waitFor()
    t.strictSame(await stockOf(app, led), { '2-44': 1 })
  })
  t.strictSame(problems, [])
})
