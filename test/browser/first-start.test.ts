import t from 'tap'
import { until } from '../support/until.ts'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { stockOf } from './small-inventory.ts'

t.test(
  'an empty inventory leads to the first part, and to the box that it goes into',
  { skip: whyNoBrowser() },
  async (t) => {
    const pages = await startPages(t)
    const { app } = pages
    const keys = async (): Promise<string[]> =>
      (await app.inject('/api/parts')).json().map(({ key }: { key: string }) => key)
    const { page, problems } = await pages.open('/history')
    await page.getByText('Nothing has come, gone or changed yet.').waitFor()
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await page.getByRole('link', { name: 'Add the first part' }).click()
    await page.getByRole('textbox', { name: 'Description' }).fill('Timer')
    const place = page.getByRole('textbox', { name: 'Place' })
    await place.fill('3-7')
    await page.getByText('There is no box 3').waitFor()
    await page.getByRole('button', { name: 'Make a box' }).click()
    const dialog = page.getByRole('dialog', { name: 'New box' })
    await dialog.getByRole('textbox', { name: 'What is in it' }).fill('Bench')
    await dialog.getByRole('button', { name: 'Add the box' }).click()
    await until(async () => (await place.inputValue()) === '1-1')
    t.equal(await page.getByRole('textbox', { name: 'Description' }).inputValue(), 'Timer', 'what was typed stays')
    await place.fill('1-99')
    await page.getByText('Box 1 has the slots 1 to 60').waitFor()
    await place.fill('1-2')
    await page.getByRole('button', { name: 'Save and put 10 in 1-2' }).click()
    await until(async () => (await keys()).length === 1)
    const [key = ''] = await keys()
    await until(async () => (await stockOf(app, key))['1-2'] === 10)
    t.strictSame(problems, [])
  },
)
