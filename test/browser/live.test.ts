import type { Page } from 'playwright-core'
import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory } from './small-inventory.ts'

/** Has each tab listen for itself, as where there is no SharedWorker: what a worker asks for cannot be held back. */
const WITHOUT_WORKER = 'delete globalThis.SharedWorker'

t.test('what others change is shown, whenever it happens', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { converter } = await fillSmallInventory(app)
  const url = `/api/inventory/parts/${converter}/stock`
  const put = (qty: number) => app.inject({ method: 'POST', url, payload: { box_no: 2, loc_no: 12, qty } })
  const shows = (page: Page, qty: number) => page.getByText(`Added ${qty} pieces`).first().waitFor()

  await t.test('after a reload in the same tab', async (t) => {
    const { page, problems } = await pages.open('/history')
    await shows(page, 34)
    for (const qty of [101, 102, 103]) {
      await page.reload()
      await page.getByText('Added 34 pieces').first().waitFor()
      await put(qty)
      await shows(page, qty)
    }
    t.strictSame(problems, [])
  })

  await t.test('between the first answer and the opening of the stream', async (t) => {
    const { page } = await pages.open('/tasks')
    await page.addInitScript(WITHOUT_WORKER)
    const { promise, resolve } = Promise.withResolvers<void>()
    await page.route(/\/api\/sse\/stream/, async (route) => {
      await promise
      await route.continue()
    })
    await page.goto(`${pages.url}/history`)
    await shows(page, 103)
    await put(104)
    resolve()
    await shows(page, 104)
    t.pass()
  })

  await t.test('while the first answer is on its way', async (t) => {
    const { page } = await pages.open('/tasks')
    const { promise, resolve } = Promise.withResolvers<void>()
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
    await page.route(
      /\/api\/operations\?/,
      async (route) => {
        const response = await route.fetch()
        ask()
        await promise
        await route.fulfill({ response })
      },
      { times: 1 },
    )
    await page.goto(`${pages.url}/history`)
    await asked
    const heard = page.waitForResponse(/\/api\/shopping-lists/)
    await put(105)
    await app.inject({ method: 'POST', url: '/api/shopping-lists', payload: { name: 'Made meanwhile' } })
    await heard
    resolve()
    await shows(page, 105)
    t.pass()
  })

  await t.test('in a page that was left and is shown again', async (t) => {
    const { page } = await pages.open('/history')
    await shows(page, 105)
    await page.evaluate('dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }))')
    await put(106)
    await page.evaluate('dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))')
    await shows(page, 106)
    await put(107)
    await shows(page, 107)
    t.pass()
  })
})
