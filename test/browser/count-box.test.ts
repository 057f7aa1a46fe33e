import t from 'tap'
import { until } from '../support/until.ts'
import { whyNoBrowser } from './chromium.ts'
import { scan } from './hand-scanner.ts'
import { PHONE, startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

t.test('a box is counted, slot after slot', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter } = await fillSmallInventory(app)
  const { page, problems } = await pages.open('/boxes/2', { viewport: PHONE, hasTouch: true })

  await t.test('with the keys of the page', async (t) => {
    await page.getByLabel('More', { exact: true }).tap()
    await page.getByRole('menuitem', { name: 'Count the box' }).tap()
    await page.waitForURL(/\/boxes\/2\/count$/)
    await page.getByRole('button', { name: 'Count 2 piles' }).waitFor()
    await scan(page, '2-12')
    await page.getByText('0 of 2 piles counted').waitFor()
    await page.getByText('34 should be there').waitFor()
    await scan(page, '2-1')
    await page.getByText('Nothing should lie in 2-1').waitFor()
    t.match(page.url(), /\/boxes\/2\/count$/, 'a free slot of the box leads nowhere')
    await scan(page, '/B/2/7')
    await page.getByText('20 should be there').waitFor()
    for (const digit of ['1', '8']) await page.getByRole('button', { name: digit, exact: true }).tap()
    await page.getByText('2 fewer').waitFor()
    await page.getByRole('button', { name: 'Count 18, then 2-12' }).tap()
    await page.getByText(`Counted 18 ${resistor} in 2-7, 2 fewer`).waitFor()
    await page.getByText('1 of 2 piles counted').waitFor()
    await page.getByText('2 pieces short so far').waitFor()
    t.strictSame(await stockOf(app, resistor), { '1-2': 180, '2-7': 18 })
  })

  await t.test('a pile is counted again by a tap on its slot, and a count is taken back', async () => {
    await page.getByRole('button', { name: 'Slot 7, counted, \u22122' }).tap()
    await page.getByText('counted 18, 18 should be there').waitFor()
    for (const digit of ['1', '9']) await page.getByRole('button', { name: digit, exact: true }).tap()
    await page.getByRole('button', { name: 'Count 19, then 2-12' }).tap()
    await page.getByText(`Counted 19 ${resistor} in 2-7, 1 more`).waitFor()
    // The message before may still be on its way out.
    const said = page.getByRole('alert').filter({ hasText: `Counted 19 ${resistor}` })
    await said.getByRole('button', { name: 'Undo' }).tap()
    await until(async () => (await stockOf(app, resistor))['2-7'] === 18)
    await page.getByText('2 pieces short so far').waitFor()
  })

  await t.test('it goes on after a reload, and with what was skipped', async () => {
    await page.reload()
    await page.getByText('34 should be there').waitFor()
    await page.getByRole('button', { name: 'Skip' }).tap()
    await page.getByRole('heading', { name: '1 skipped' }).waitFor()
    await page.getByRole('button', { name: 'Count what was skipped' }).tap()
    await page.getByText('34 should be there').waitFor()
  })

  await t.test('by the keyboard alone, against what is there by now', async (t) => {
    await app.inject({
      method: 'POST',
      url: `/api/inventory/parts/${converter}/stock`,
      payload: { box_no: 2, loc_no: 12, qty: 1 },
    })
    await page.getByText('35 should be there').waitFor()
    await page.getByRole('textbox', { name: 'Pieces in 2-12' }).focus()
    await page.keyboard.type('35', { delay: 150 })
    await page.getByText('as expected').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'All counted' }).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 35 })
  })

  await t.test('the round is finished, and says what it found', async (t) => {
    await page.getByRole('button', { name: 'Finish the round' }).tap()
    await page.getByRole('heading', { name: '2 piles counted' }).waitFor()
    await page.getByText('2 pieces were short, 0 pieces were over.').waitFor()
    const odd = page.getByRole('region', { name: 'Needs a look' })
    t.same(await odd.getByRole('link').allInnerTexts(), [`${resistor}\n2-7\n2 fewer`], 'what differs, and nothing else')
    t.match((await app.inject('/api/boxes/2/counts')).json(), [{ report: { counted: 2, difference_pieces: -2 } }])
    await odd.getByRole('link').tap()
    await page.waitForURL(/\/boxes\/2\?slot=7$/)
    await page.goto(`${pages.url}/boxes/2/count`)
    await page.getByRole('button', { name: 'What the last round found' }).tap()
    await page.getByRole('heading', { name: '2 piles counted' }).waitFor()
    await page.getByRole('link', { name: 'To the box' }).tap()
    await page.waitForURL(/\/boxes\/2$/)
  })
  t.strictSame(problems, [])
})

t.test('what lies elsewhere is said, and nobody is led away from a count', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter, led } = await fillSmallInventory(app)
  await app.inject({
    method: 'POST',
    url: `/api/inventory/parts/${led}/stock`,
    payload: { box_no: 1, loc_no: 9, qty: 6 },
  })
  const { page, problems } = await pages.open('/boxes/2/count')
  const stays = (what: string) => t.match(page.url(), /\/boxes\/2\/count$/, what)

  await t.test('before it begins', async () => {
    await page.getByRole('button', { name: 'Count 2 piles' }).waitFor()
    await scan(page, '1-2')
    await page.getByText('1-2 is not in box 2').waitFor()
    await scan(page, led)
    await page.getByText(`${led} lies in 1-9, not in box 2`).waitFor()
    await scan(page, '/B/1')
    await page.getByText('Box 1 is another one: this is box 2').waitFor()
    stays('no label of another box leads away')
    t.equal(await page.getByRole('button', { name: /It lies here/ }).count(), 0)
    await scan(page, resistor)
    await page.getByText('20 should be there').waitFor()
  })

  await t.test('in the middle of it', async (t) => {
    await scan(page, '1-2')
    await page.getByText('1-2 is not in box 2').waitFor()
    await scan(page, 'WP7113ID')
    await page.getByText(`${led} lies in 1-9, not in box 2`).waitFor()
    await scan(page, '/K/3')
    await page.getByText('This is the label of kit 3, not of a part or a slot').waitFor()
    await scan(page, 'http://stock.example/PL/9')
    await page.getByText('This is the label of pick list 9, not of a part or a slot').waitFor()
    stays('no label of a kit or a pick list leads away')
    await scan(page, 'NOBODY-KNOWS-7')
    await page.getByText('No part is known by this code').waitFor()
    stays('no code of a bag leads away')
    await scan(page, 'TPS54331DR')
    await page.getByText('34 should be there').waitFor()
    t.equal(await page.getByText('No part is known by this code').count(), 0, 'the number of a bag leads to its pile')

    await scan(page, led)
    await page.getByRole('button', { name: `It lies here: count ${led} in 2-12` }).waitFor()
    await scan(page, '2-1')
    await page.getByText('Nothing should lie in 2-1').waitFor()
    await page.getByRole('button', { name: `It lies here: count ${led} in 2-1` }).click()
    await page.getByText('0 should be there').waitFor()
    await page.keyboard.type('4', { delay: 150 })
    await page.keyboard.press('Enter')
    await page.getByText(`Counted 4 ${led} in 2-1, 4 more`).waitFor()
    t.strictSame(await stockOf(app, led), { '1-9': 6, '2-1': 4 })
    await page.getByText('1 of 3 piles counted').waitFor()
    stays('the count goes on')
  })

  await t.test('what it has said does not lie over the next page', async () => {
    await page.getByText(`Counted 4 ${led} in 2-1, 4 more`).waitFor()
    await page.getByRole('link', { name: 'Leave' }).click()
    await page.waitForURL(/\/boxes\/2$/)
    await page.getByText(`Counted 4 ${led}`).waitFor({ state: 'detached' })
  })
  t.strictSame(problems, [])
  t.strictSame(await stockOf(app, converter), { '2-12': 34 })
})
