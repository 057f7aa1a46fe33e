import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { bag, scan } from './hand-scanner.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

const EAN = '5901234123457'
const ID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/

t.test('a box with a product code', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { converter } = await fillSmallInventory(app)
  const { page, problems } = await pages.open('/scan')
  const answer = page.getByRole('region', { name: 'What was scanned' })
  let key = ''

  await t.test('that nobody knows becomes a part, which the next box is known to be of', async (t) => {
    await page.getByText('What you book by scanning stands here').waitFor()
    await scan(page, EAN)
    await page.getByRole('checkbox', { name: `Remember ${EAN} for it`, checked: true }).waitFor()
    await page.getByLabel('What is it').fill('Solder 0.5 mm')
    await page.getByLabel('Slot', { exact: true }).fill('1-5')
    await page.keyboard.press('Enter')
    await page.getByText('Made the part and put 1 piece').first().waitFor()
    key = (await app.inject('/api/parts?limit=1')).json()[0].key
    t.strictSame(await stockOf(app, key), { '1-5': 1 })
    await scan(page, EAN)
    await answer.getByText('known by this code').waitFor()
    t.equal(await page.getByRole('checkbox', { name: /Remember/ }).count(), 0)
  })

  await t.test('is bound to a part that there is; what was typed is only when somebody wants it', async (t) => {
    await scan(page, '96385074')
    await page.getByLabel('A part that is here already').fill(converter)
    await page.getByRole('button', { name: new RegExp(converter) }).click()
    await page.getByRole('checkbox', { name: `Remember 96385074 for ${converter}`, checked: true }).waitFor()
    await answer.getByRole('button', { name: 'Put away 1 in 2-12' }).click()
    await page.getByText(`Put 1 piece of ${converter}`).first().waitFor()
    t.match((await app.inject(`/api/parts/${converter}/codes`)).json(), [{ code: '96385074' }])
    await page.goto(`${pages.url}/scan?code=TPS543`)
    await page
      .getByRole('button', { name: new RegExp(converter) })
      .first()
      .click()
    await page.getByRole('checkbox', { name: `Remember TPS543 for ${converter}`, checked: false }).waitFor()
  })

  await t.test('is told on the page of its part, and forgotten there', async (t) => {
    await page.goto(`${pages.url}/parts/${key}`)
    await page.getByRole('heading', { name: 'Known by its code' }).waitFor()
    await page.getByRole('button', { name: `Forget ${EAN}` }).click()
    await page.getByText(`${key} is no longer known by ${EAN}`).waitFor()
    await page.getByRole('heading', { name: 'Known by its code' }).waitFor({ state: 'detached' })
    t.strictSame((await app.inject(`/api/parts/${key}/codes`)).json(), [])
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: `Forget ${EAN}` }).waitFor()
    t.match((await app.inject(`/api/parts/${key}/codes`)).json(), [{ code: EAN }])
  })
  t.strictSame(problems, [])
})

t.test('what came before is told in words, with the way to it', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { converter } = await fillSmallInventory(app)
  const put = await app.inject({
    method: 'POST',
    url: '/api/scans/apply',
    payload: { code: converter, action: 'receive', order_number: 'SO77', qty: 12, box_no: 2, loc_no: 12 },
  })
  t.equal(put.statusCode, 200, put.body)
  const { page, problems } = await pages.open('/scan')
  await page.getByText('What you book by scanning stands here').waitFor()
  await scan(page, bag('TPS54331DR', 10, 'SO77'))
  const answer = page.getByRole('region', { name: 'What was scanned' })
  await answer
    .getByText(/received .*before/)
    .first()
    .waitFor()
  const told = String(await answer.textContent())
  t.notMatch(told, ID, 'no id is shown')
  t.notMatch(told, /UTC/, 'times are those of the person')
  await answer.getByRole('link', { name: 'see it in the history' }).first().click()
  await page.waitForURL(/\/history\?undo=/)
  await page.getByRole('dialog').getByText(/12/).first().waitFor()
  t.strictSame(problems, [])
})
