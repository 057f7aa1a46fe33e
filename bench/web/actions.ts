import type { Page } from 'playwright-core'
import { atMost, type BenchResult } from '../result.ts'
import { FIELD, PHONE, type WebBench, withPage } from './bench-page.ts'

const MOST = 3

/** Counts what a person does after typing the query: a key, a tap; a number that is entered is one. */
class Actions {
  count = 0

  async do(action: Promise<unknown>): Promise<void> {
    this.count++
    await action
  }
}

async function byKeyboard(page: Page, query: string): Promise<number> {
  const actions = new Actions()
  await page.keyboard.press('/')
  await page.locator('input:focus').waitFor()
  await page.keyboard.type(query)
  await page.getByRole('option').filter({ hasText: query.toUpperCase() }).first().waitFor()
  await actions.do(page.keyboard.press('Alt+t'))
  await page.getByRole('textbox', { name: 'Pieces' }).waitFor()
  await actions.do(page.keyboard.type('5'))
  await page.getByRole('button', { name: 'Take 5' }).waitFor()
  await actions.do(page.keyboard.press('Enter'))
  await page.getByText(/^Took 5 /).waitFor()
  return actions.count
}

async function onPhone(page: Page, query: string): Promise<number> {
  const actions = new Actions()
  await page.getByPlaceholder(FIELD).fill(query)
  await page.getByText('1 part').waitFor()
  await actions.do(
    page
      .getByRole('button', { name: /^Take / })
      .first()
      .tap(),
  )
  await actions.do(page.getByRole('textbox', { name: 'Pieces' }).fill('5'))
  await actions.do(page.getByRole('button', { name: 'Take 5' }).tap())
  await page.getByText(/^Took 5 /).waitFor()
  return actions.count
}

/** Finding a part and taking five pieces of it: actions after typing. */
export async function measureActions(bench: WebBench): Promise<BenchResult[]> {
  const [part] = await bench.instance.db.query<{ key: string }>(
    `select p.key from parts p join part_locations l on l.part_id = p.id where l.qty >= 20 order by p.id limit 1`,
  )
  if (part === undefined) throw new Error('No part has twenty pieces')
  const { url } = bench
  const keys = await withPage(bench, async (page) => {
    await page.goto(`${url}/`)
    await page.getByPlaceholder(FIELD).waitFor()
    return byKeyboard(page, part.key)
  })
  const taps = await withPage(
    bench,
    async (page) => {
      await page.goto(`${url}/parts`)
      return onPhone(page, `key:${part.key}`)
    },
    { viewport: PHONE, hasTouch: true },
  )
  return [
    atMost('web: find and take 5, by keyboard', { ratio: keys, noise: 1 }, MOST, 'actions'),
    atMost('web: find and take 5, on a phone', { ratio: taps, noise: 1 }, MOST, 'actions'),
  ]
}
