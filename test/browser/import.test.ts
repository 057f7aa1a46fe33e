import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import type { Page } from 'playwright-core'
import t from 'tap'
import { until } from '../support/until.ts'
import { axeFindings } from './axe.ts'
import { whyNoBrowser } from './chromium.ts'
import { PHONE, startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

const MARKUP = '<img src=x onerror="document.title=\'run\'">'

/** An order with a known part, one that is new, a quantity that is none, and one of which two parts may be meant. */
const ORDER = [
  'Index,DigiKey Part #,Manufacturer Part Number,Description,Customer Reference,Quantity,Backorder,Unit Price,Extended Price',
  '1,296-26991-1-ND,TPS54331DR,IC REG BUCK,,25,0,€1.94000,€48.50',
  `2,2073-USB4105-ND,USB4105-GF-A,"CONN ${MARKUP.replaceAll('"', '""')}",,50,0,€0.68000,€34.00`,
  '3,311-4.70KHRCT-ND,RC0603FR-074K7L,RES 4.7K,,~500,0,€0.00410,€2.05',
  '4,WP7113IDTR-ND,WP7113IDTR,LED RED,,10,0,€0.10000,€1.00',
  ',,,,,,,Subtotal,€85.55',
].join('\r\n')

interface Found {
  id: number
  status: string
  kind: string | null
  operation_id: string | null
  summary: { errors: number; rows: number } | null
  columns: { index: number; field: string | null; header: string }[]
}

async function read(app: FastifyInstance, id: string): Promise<Found> {
  return (await app.inject(`/api/imports/${id}`)).json()
}

async function waitFor(app: FastifyInstance, id: string, status: string): Promise<Found> {
  await until(async () => (await read(app, id)).status === status)
  return read(app, id)
}

function idOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** Chooses a file on the page of imports. @returns the id of the import, once it is a proposal or has failed. */
async function giveFile(page: Page, name: string, text: string): Promise<string> {
  await page.getByText('Drop a file here').waitFor()
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.waitForURL(/\/import\/\d+$/)
  return idOf(page)
}

t.test('imports', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter, led } = await fillSmallInventory(app)
  const { page, problems } = await pages.open('/import')
  const row = (text: string | RegExp) =>
    page.getByRole('grid', { name: 'Rows' }).locator('[data-index]', { hasText: text })
  let id = ''

  await t.test('a file that is given is read, and nothing is written yet', async (t) => {
    id = await giveFile(page, 'DK_PRODUCTS_85140277.csv', ORDER)
    await page.getByRole('heading', { name: 'Order 85140277' }).waitFor()
    await page.getByText('Noticed in the file').waitFor()
    const found = await waitFor(app, id, 'proposed')
    t.equal(found.kind, 'order')
    await page.getByRole('cell', { name: '~500' }).waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 34 })
  })

  await t.test('a column is set right, and the file is read anew', async (t) => {
    await page.getByRole('combobox', { name: 'Field of the column Description' }).selectOption({ label: 'Note' })
    await until(async () => {
      const { status, columns } = await read(app, id)
      return status === 'proposed' && columns.some(({ field }) => field === 'note')
    })
    await page.getByRole('combobox', { name: 'Field of the column Description' }).selectOption({ label: 'Description' })
    await until(async () => {
      const { status, columns } = await read(app, id)
      return status === 'proposed' && !columns.some(({ field }) => field === 'note')
    })
    t.equal((await read(app, id)).summary?.rows, 4)
  })

  await t.test('rows with errors are set right where they stand', async (t) => {
    await page.getByRole('link', { name: 'Look through 4 rows' }).click()
    await page.waitForURL(/step=rows/)
    await row('RC0603FR-074K7L').getByText('Fix the quantity').waitFor()
    const quantity = row('RC0603FR-074K7L').getByRole('textbox', { name: 'Pieces of row 4' })
    t.equal(await quantity.inputValue(), '500', 'what is most likely meant stands there')
    await quantity.press('Enter')
    await row('RC0603FR-074K7L').getByText('Receive 500').waitFor()
    await row('WP7113IDTR').getByText('Choose a part').waitFor()
    await row('WP7113IDTR').getByRole('button', { name: led }).click()
    await row('WP7113IDTR').getByText('Receive 10').waitFor()
    await page.getByRole('button', { name: /^To fix\s*0$/ }).click()
    await page.getByText('Nothing is left to fix').waitFor()
    t.equal((await read(app, id)).summary?.errors, 0)
  })

  await t.test('a row is left out, and taken in again', async () => {
    await page.getByRole('button', { name: /^All/ }).click()
    await row('USB4105-GF-A').getByText('New part').first().click()
    await page.waitForURL(/row=3/)
    await page.getByRole('button', { name: 'Leave out' }).click()
    await page.getByRole('button', { name: 'Book 3 rows' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Leave out' }).click()
    await page.getByRole('button', { name: 'Book 4 rows' }).waitFor()
  })

  await t.test('it is written as a whole, and the page says what came of it', async (t) => {
    await page.getByRole('button', { name: 'Book 4 rows' }).click()
    await page.getByText('Rows written').waitFor()
    t.equal((await read(app, id)).status, 'committed')
    t.strictSame(await stockOf(app, converter), { '2-12': 59 })
    t.strictSame(await stockOf(app, resistor), { '1-2': 680, '2-7': 20 })
    const found = (await app.inject('/api/parts?limit=100')).json()
    t.equal(found.length, 4, 'one part is new')
    await page.getByText('+585').waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Report as CSV' }).click()
    t.match(await readFile(await (await download).path(), 'utf8'), /row_no/)
  })

  await t.test('the same file again has nothing new', async (t) => {
    await page.getByRole('link', { name: 'Import another file' }).click()
    await giveFile(page, 'again.csv', ORDER)
    await page
      .getByText(/imported before|Nothing in it is new/)
      .first()
      .waitFor()
    const again = idOf(page)
    await waitFor(app, again, 'proposed')
    await page.getByRole('link', { name: /^Look through/ }).click()
    await page.getByRole('button', { name: 'Discard the import' }).click()
    await page.getByText('What was chosen and mended in its rows is lost').waitFor()
    await page.keyboard.press('Escape')
    t.equal((await app.inject(`/api/imports/${again}`)).statusCode, 200)
    await page.getByRole('button', { name: 'Discard the import' }).click()
    await page.getByRole('button', { name: 'Discard it' }).click()
    await page.waitForURL(/\/import$/)
    t.equal((await app.inject(`/api/imports/${again}`)).statusCode, 404)
  })

  await t.test('it is undone, and can be found in the list; what stays is said before and after', async (t) => {
    const sellers: { id: number; name: string }[] = (await app.inject('/api/sellers')).json()
    const seller = sellers.find(({ name }) => name === 'Digi-Key')
    const link = { seller_id: seller?.id, link: 'https://www.digikey.com/1' }
    const url = `/api/parts/${converter}/seller-links`
    t.match((await app.inject({ method: 'POST', url, payload: link })).statusCode, /^20/)
    const stays = page.getByText(`Seller Digi-Key stays: the part ${converter} names it`)
    await page.getByRole('link', { name: /DK_PRODUCTS_85140277/ }).click()
    await page.getByRole('button', { name: 'Undo the import' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/changes? of stock/).waitFor()
    await stays.waitFor()
    t.equal((await read(app, id)).status, 'committed', 'nothing is undone before one says so')
    await dialog.getByRole('button', { name: 'Undo the import' }).click()
    await page.getByText('This import was taken back').waitFor()
    await dialog.waitFor({ state: 'hidden' })
    await stays.waitFor()
    t.strictSame(await stockOf(app, converter), { '2-12': 34 })
    t.equal((await app.inject('/api/parts?limit=100')).json().length, 3)
  })

  await t.test('a pasted list goes on a shopping list', async (t) => {
    await page.goto(`${pages.url}/import`)
    await page.getByRole('textbox', { name: 'Or paste a list' }).fill('RC0603FR-074K7L\t10\nTPS54331DR\t25')
    await page.getByRole('button', { name: 'Read the list' }).click()
    await page.waitForURL(/\/import\/\d+$/)
    await page.getByRole('link', { name: 'Look through 2 rows' }).click()
    await page.getByRole('button', { name: 'Import 2 rows' }).click()
    await page.getByText('New lines of lists').waitFor()
    const lists: { name: string }[] = (await app.inject('/api/shopping-lists')).json()
    t.equal(lists.length, 2)
  })

  await t.test('a file that cannot be read says why, and what to do', async (t) => {
    await page.goto(`${pages.url}/import`)
    const placements = 'Designator,Mid X,Mid Y,Layer,Rotation\nC1,1.0mm,2.0mm,Top,90\nC2,1.5mm,2.0mm,Top,0\n'
    const failed = await giveFile(page, 'positions.csv', placements)
    await waitFor(app, failed, 'failed')
    await page
      .getByRole('alert')
      .getByText(/placement/i)
      .waitFor()
    await page.getByRole('heading', { name: 'Read it in another way' }).waitFor()
    t.strictSame(await axeFindings(page), [])
    await page.goto(`${pages.url}/import`)
    await page
      .getByRole('link', { name: /positions\.csv/ })
      .getByText('Not readable')
      .waitFor()
  })
  t.strictSame(problems, [], 'nothing to complain about')
  t.notMatch(await page.title(), /^run$/)
})

t.test('imports by keyboard, on a phone, and of many rows', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { led } = await fillSmallInventory(app)
  const add = async (payload: object): Promise<string> => {
    const id = String((await app.inject({ method: 'POST', url: '/api/imports', payload })).json().id)
    await waitFor(app, id, 'proposed')
    return id
  }
  const order = { text: ORDER, file_name: 'DK_PRODUCTS_85140277.csv' }

  await t.test('by keyboard alone', async (t) => {
    const id = await add(order)
    const { page, problems } = await pages.open(`/import/${id}?step=rows`)
    const focused = page.locator('[data-row]:focus')
    const rowNo = async () => Number(await focused.getAttribute('data-row'))
    await page.locator('[data-row="2"]').waitFor()
    await page.keyboard.press('j')
    await page.locator('[data-row="2"]:focus').waitFor()
    await page.keyboard.press('j')
    await page.locator('[data-row="3"]:focus').waitFor()
    await page.keyboard.press('j')
    await page.locator('[data-row="4"]:focus').waitFor()
    await page.keyboard.press('e')
    await page.locator('[data-mend]:focus').waitFor()
    const mended = page.waitForResponse((answer) => answer.url().endsWith('/rows/4'))
    await page.keyboard.press('Enter')
    await mended
    await page.locator('[data-row="4"]:focus').waitFor()
    await page.keyboard.press('j')
    await page.locator('[data-row="5"]:focus').waitFor()
    const chosen = page.waitForResponse((answer) => answer.url().endsWith('/rows/5'))
    await page.keyboard.press('1')
    await chosen
    await page.locator('[data-row="5"]:focus').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/row=5/)
    await page.getByRole('heading', { name: 'In the file' }).waitFor()
    t.equal(await rowNo(), 5, 'the row that was opened has the keyboard still')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => !url.search.includes('row='))
    t.equal((await read(app, id)).summary?.errors, 0)
    t.strictSame(problems, [])
    await page.context().close()
  })

  // The part that was chosen just now is chosen by itself in the next file.
  await t.test('on a phone', async (t) => {
    const { page, problems } = await pages.open('/import', { viewport: PHONE, hasTouch: true })
    const id = await giveFile(page, 'from-the-phone.csv', `${ORDER}\r\n`)
    await waitFor(app, id, 'proposed')
    await page.getByRole('link', { name: 'Look through 4 rows' }).tap()
    await page.getByRole('button', { name: 'Book 3 rows' }).waitFor()
    t.strictSame(await axeFindings(page), [])
    await page.getByRole('button', { name: 'What will happen' }).tap()
    await page.getByRole('dialog').getByText('1 row is left out for now').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '500 pieces' }).tap()
    await page.getByRole('button', { name: 'Book 4 rows' }).tap()
    await page.getByText('Rows written').waitFor()
    t.equal(
      Object.values(await stockOf(app, led)).reduce((sum, qty) => sum + qty, 0),
      10,
    )
    t.strictSame(problems, [])
    await page.context().close()
  })

  await t.test('2,000 rows: only those in sight are drawn, the last one can be reached', async (t) => {
    const rows = Array.from({ length: 2_000 }, (_, index) => `MPN-${index},Part ${index},${index + 1}`)
    const id = await add({
      text: ['MPN,Description,Qty', ...rows].join('\n'),
      options: { place: 'suggest', stock: 'ignore' },
    })
    const { page, problems } = await pages.open(`/import/${id}?step=rows`)
    await page.getByRole('button', { name: /^All\s*2,000$/ }).waitFor()
    await page.locator('[data-row="2"]').waitFor()
    await page.keyboard.press('j')
    await page.locator('[data-row="2"]:focus').waitFor()
    const last = page.locator('[data-row="2001"]')
    await until(async () => {
      await page.keyboard.press('End')
      return (await last.count()) === 1
    })
    t.ok((await page.locator('[data-row]').count()) < 80, 'few rows are drawn')
    t.strictSame(problems, [])
    await page.context().close()
  })
})
