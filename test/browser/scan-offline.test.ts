import type { Page } from 'playwright-core'
import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { bag, scan } from './hand-scanner.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

t.test('codes that are scanned without a connection', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { converter, resistor } = await fillSmallInventory(app)
  const { page } = await pages.open('/scan')
  const answer = page.getByRole('region', { name: 'What was scanned' })
  const waiting = page.getByRole('list', { name: 'Codes that wait' }).getByRole('listitem')

  await t.test('wait in their order, and are read when it is back', async (t) => {
    await page.getByText('A hand scanner works without a click').waitFor()
    await page.context().setOffline(true)
    await scan(page, bag('TPS54331DR', 10, '85140401'))
    await page.getByText('No connection. One code waits').waitFor()
    await scan(page, '2-33')
    await page.getByText('2 codes wait').waitFor()
    await scan(page, bag('RC0603FR-074K7L', 20, '85140402'))
    await page.getByText('3 codes wait').waitFor()
    t.match(await waiting.allInnerTexts(), [/TPS54331DR/, /^2-33$/, /RC0603FR-074K7L/])
    await page.context().setOffline(false)
    await answer.getByRole('button', { name: 'Put away 10 in 2-33' }).waitFor()
    t.match(await waiting.allInnerTexts(), [/RC0603FR-074K7L/], 'the next bag waits until this one is booked')
    await page.keyboard.press('Enter')
    await answer.getByRole('button', { name: 'Put away 20 in 1-2' }).waitFor()
    t.equal(await waiting.count(), 0)
    t.strictSame(await stockOf(app, converter), { '2-12': 34, '2-33': 10 })
    await page.keyboard.press('Enter')
    await page.getByText('Now there').waitFor()
    t.strictSame(await stockOf(app, resistor), { '1-2': 200, '2-7': 20 })
  })

  await t.test('one that is left out does not take those behind it along', async (t) => {
    await page.context().setOffline(true)
    for (const order of ['85140411', '85140412', '85140413']) await scan(page, bag('TPS54331DR', 10, order))
    await page.getByText('3 codes wait').waitFor()
    await page.context().setOffline(false)
    await answer.getByText('85140411').first().waitFor()
    await page.getByRole('button', { name: 'Read the next without booking this' }).click()
    await answer.getByText('85140412').first().waitFor()
    await answer.getByRole('button', { name: /^Put away 10 in/ }).waitFor()
    await page.keyboard.press('Enter')
    await answer.getByText('85140413').first().waitFor()
    const { '2-12': first = 0, '2-33': second = 0 } = await stockOf(app, converter)
    t.equal(first + second, 54, 'the second bag was booked')
    await answer.getByRole('button', { name: /^Put away 10 in/ }).click()
    await page.getByText('Now there').waitFor()
  })

  await t.test('codes behind a booking that waits are read in their order when it is booked', async (t) => {
    const before = (await stockOf(app, converter))['2-12'] ?? 0
    await scan(page, bag('TPS54331DR', 5, '85140421'))
    await answer.getByText('85140421').first().waitFor()
    await answer.getByRole('button', { name: 'Put away 5 in 2-12' }).waitFor()
    await page.context().setOffline(true)
    await page.keyboard.press('Enter')
    await page.getByText('The booking waits and is sent once').waitFor()
    await scan(page, '/B/2/44')
    await page.getByText('One code waits').waitFor()
    for (const order of ['85140422', '85140423']) await scan(page, bag('TPS54331DR', 5, order))
    await page.getByText('3 codes wait').waitFor()
    t.match(await waiting.allInnerTexts(), [/^\/B\/2\/44$/, /TPS54331DR/, /TPS54331DR/])
    await page.context().setOffline(false)
    await answer.getByText('85140422').first().waitFor()
    await answer.getByRole('button', { name: 'Put away 5 in 2-44' }).waitFor()
    t.equal(await waiting.count(), 1, 'the next bag waits until this one is booked')
    t.equal((await stockOf(app, converter))['2-12'], before + 5)
    await page.keyboard.press('Enter')
    await answer.getByText('85140423').first().waitFor()
    await answer.getByRole('button', { name: 'Put away 5 in 2-44' }).waitFor()
    t.equal((await stockOf(app, converter))['2-44'], 5)
    await page.getByRole('button', { name: /Remove Into/ }).click()
    await answer.getByRole('button', { name: 'Put away 5 in 2-44' }).click()
    await page.getByText('Now there').waitFor()
  })

  await t.test('so are those behind a booking that is answered late', async (t) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    await page.route(
      /\/api\/scans\/apply$/,
      async (route) => {
        await promise
        await route.continue()
      },
      { times: 1 },
    )
    await scan(page, bag('RC0603FR-074K7L', 5, '85140431'))
    await answer.getByRole('button', { name: /^Put away 5 in/ }).waitFor()
    await page.keyboard.press('Enter')
    for (const order of ['85140432', '85140433']) await scan(page, bag('RC0603FR-074K7L', 5, order))
    await page.getByText('2 codes wait').waitFor()
    resolve()
    await answer.getByText('85140432').first().waitFor()
    await page.getByText('One code waits').waitFor()
    t.equal(await waiting.count(), 1, 'the next bag waits until this one is booked')
    await page.getByRole('button', { name: 'Forget it' }).click()
    await page.getByText('One code waits').waitFor({ state: 'detached' })
    await answer.getByRole('button', { name: /^Put away 5 in/ }).click()
    await page.getByText('Now there').waitFor()
  })

  await t.test('a slot that could not be looked up is no place of bags', async (t) => {
    await page.context().setOffline(true)
    await scan(page, '/B/2/999')
    await page.getByText('No connection. One code waits').waitFor()
    t.equal(await page.getByRole('button', { name: /Remove Into/ }).count(), 0)
    await page.context().setOffline(false)
    await answer.getByText('There is no location 2-999 any more').waitFor()
    t.equal(await page.getByRole('button', { name: /Remove Into/ }).count(), 0)
  })
})

/** A stream of events that ends at once and is opened again, over and over: each time all that is shown is read again. */
async function breakStream(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript('delete window.SharedWorker')
  await page.route(/\/api\/sse\/stream/, (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: 'retry: 50\n\n' }),
  )
  return async () => {
    for (let opened = 0; opened < 3; opened += 1) await page.waitForRequest(/\/api\/sse\/stream/)
  }
}

t.test('what was scanned is read once, also where everything is read again', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  await fillSmallInventory(pages.app)
  const { page } = await pages.open('/kits')
  const openedAgain = await breakStream(page)
  const read: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/scans')) read.push(JSON.parse(request.postData() ?? '{}').code)
  })
  await page.goto(`${pages.url}/scan`)
  await page.getByText('A hand scanner works without a click').waitFor()
  await scan(page, '2-12')
  await page.getByText('The next bag that you scan goes here').waitFor()
  await openedAgain()
  t.strictSame(read, ['2-12'])
})
