import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory } from './small-inventory.ts'

t.test('home', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { led } = await fillSmallInventory(pages.app)

  await t.test('a box that is meant is named above its bar, and opened', async (t) => {
    const { page, problems } = await pages.open('/')
    const bar = page.getByRole('link', { name: /^Box 2, .*: 2 of 60 slots used$/ })
    await bar.hover()
    await page.getByText(/^Box 2, .*: 2 of 60 slots used$/).waitFor()
    await bar.click()
    await page.waitForURL(/\/boxes\/2$/)
    t.strictSame(problems, [])
  })

  await t.test('the days of the chart are read by keyboard', async (t) => {
    const { page, problems } = await pages.open('/')
    const chart = page.getByRole('application', { name: /^234 pieces came and 0 went in 90 days/ })
    await chart.focus()
    await page.getByText(/ 0 in, 0 out$/).waitFor()
    for (let day = 1; day < 90; day++) await page.keyboard.press('ArrowRight')
    await page.getByText(/ 234 in, 0 out$/).waitFor()
    await page.keyboard.press('Tab')
    await page.getByText(/ 234 in, 0 out$/).waitFor({ state: 'detached' })
    t.strictSame(problems, [])
  })

  await t.test('of many boxes some share a bar, which leads to their list', async (t) => {
    for (let box = 3; box <= 62; box++) {
      await pages.app.inject({
        method: 'POST',
        url: '/api/boxes',
        payload: { description: `Box ${box}`, capacity: 10 },
      })
    }
    const { page, problems } = await pages.open('/')
    await page.getByRole('link', { name: 'Boxes 61 to 62: 0 of 20 slots used' }).click()
    await page.waitForURL(/\/boxes\?view=list$/)
    t.strictSame(problems, [])
  })

  await t.test('parts that are low are counted, and some of them named', async () => {
    const url = `/api/inventory/parts/${led}/stock`
    await pages.app.inject({ method: 'POST', url, payload: { box_no: 1, loc_no: 9, qty: 3 } })
    const { page } = await pages.open('/')
    const attention = page.getByRole('region', { name: 'What needs attention' })
    await attention.getByText('1 part is low').waitFor()
    await attention.getByRole('link', { name: led }).click()
    await page.waitForURL(new RegExp(`/parts/${led}$`))
  })
})
