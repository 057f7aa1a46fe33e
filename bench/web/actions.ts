import type { Page } from 'playwright-core'
import { atMost, type BenchResult } from '../result.ts'
import { FIELD, PHONE, type WebBench, withPage } from './bench-page.ts'

const MOST = 3
const MOST_A_BAG = 2
const BAGS = 20

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

interface Bag {
  number: string
  key: string
}

/** Bags that are scanned by hand and put away where the service says, each by one key. @returns actions a bag, at most. */
async function putAway(page: Page, bags: readonly Bag[]): Promise<number> {
  let most = 0
  for (const [index, { number, key }] of bags.entries()) {
    const actions = new Actions()
    // A hand scanner types as fast as that.
    await actions.do(page.keyboard.type(`{pbn:PICK${index},on:SO${index},pc:C${index},pm:${number},qty:7}\n`))
    await page.getByRole('region', { name: 'What was scanned' }).getByText(key).first().waitFor()
    await page.getByRole('button', { name: /^Put away 7 in / }).waitFor()
    await actions.do(page.keyboard.press('Enter'))
    await page.getByRole('region', { name: 'Booked by scanning' }).getByRole('listitem').nth(index).waitFor()
    most = Math.max(most, actions.count)
  }
  return most
}

/** Finding a part and taking five pieces of it, and putting bags away: actions after typing. */
export async function measureActions(bench: WebBench): Promise<BenchResult[]> {
  const [part] = await bench.instance.db.query<{ key: string }>(
    `select p.key from parts p join part_locations l on l.part_id = p.id where l.qty >= 20 order by p.id limit 1`,
  )
  if (part === undefined) throw new Error('No part has twenty pieces')
  const bags = await bench.instance.db.query<Bag>(
    `select min(key) as key, manufacturer_code as number from parts
      where manufacturer_code ~ '^[A-Z0-9-]{6,}$' and exists (select from part_locations l where l.part_id = parts.id)
      group by manufacturer_code having count(*) = 1 order by manufacturer_code limit ${BAGS}`,
  )
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
  const scans = await withPage(bench, async (page) => {
    await page.goto(`${url}/scan`)
    await page.getByText('A hand scanner works without a click').waitFor()
    return putAway(page, bags)
  })
  return [
    atMost('web: find and take 5, by keyboard', { ratio: keys, noise: 1 }, MOST, 'actions'),
    atMost('web: find and take 5, on a phone', { ratio: taps, noise: 1 }, MOST, 'actions'),
    atMost(`web: put away ${bags.length} bags, each`, { ratio: scans, noise: 1 }, MOST_A_BAG, 'actions'),
  ]
}
