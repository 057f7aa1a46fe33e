import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { catalogueAnswer, partDetails } from '../support/part-details.ts'
import { axeFindings } from './axe.ts'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

const skip = whyNoBrowser()

t.test('a new part is filled in by an analysis, and each field is accepted or not', { skip }, async (t) => {
  const answer = join(t.testdir(), 'answer.json')
  const details = partDetails({
    product_name: 'Current and power monitor',
    product_category: 'Current monitor',
    manufacturer: 'Texas Instruments',
    manufacturer_part_number: 'INA219AIDCNR',
    package_type: 'SOT-23-8',
    part_pin_count: 8,
    tags: ['i2c', 'shunt'],
  })
  await writeFile(answer, JSON.stringify(catalogueAnswer({ analysis_result: details })))
  const pages = await startPages(t, { settings: { aiTestingMode: true, aiAnalysisCachePath: answer } })
  const { app } = pages
  await fillSmallInventory(app)
  const { page, problems } = await pages.open('/new')
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  await field('Maker’s number').fill('INA219AIDCNR')
  await field('Package').fill('SOT-23')
  await page.getByRole('button', { name: 'Fill in for me' }).click()
  await page.getByText('1 differs from what you typed').waitFor()
  t.equal(await field('Maker').inputValue(), '', 'nothing is taken over unasked')
  t.strictSame(await axeFindings(page), [])
  await page.getByRole('button', { name: 'Leave out Tags' }).click()
  await page.getByRole('button', { name: /^Accept \d fields$/ }).click()
  t.equal(await field('Maker').inputValue(), 'Texas Instruments')
  t.equal(await field('Package').inputValue(), 'SOT-23', 'what was typed stays')
  await page.getByRole('button', { name: 'Accept Package: SOT-23-8' }).click()
  t.equal(await field('Package').inputValue(), 'SOT-23-8')
  await page.getByText('A new type, made with the part').waitFor()
  await field('Place').fill('1-5')
  await page.getByRole('button', { name: 'Save and put 10 in 1-5' }).click()
  await page.waitForURL(/\/parts\/[A-Z]{4}$/)
  const key = page.url().slice(-4)
  const part = (await app.inject(`/api/parts/${key}`)).json()
  t.match(part, {
    description: 'Current and power monitor',
    manufacturer: 'Texas Instruments',
    package: 'SOT-23-8',
    pin_count: 8,
    tags: [],
    type: { name: 'Current monitor' },
  })
  t.strictSame(await stockOf(app, key), { '1-5': 10 })
  t.strictSame(problems, [])
})

t.test('a part whose slot is not there is saved once, however often one tries', { skip }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  await fillSmallInventory(app)
  const { page } = await pages.open('/new')
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  await field('Description').fill('Trimmer 10 kΩ')
  await field('Package').fill('3296W')
  await field('Place').fill('9-9')
  await page.getByRole('button', { name: 'Save and put 10 in 9-9' }).click()
  await page.getByText(/^The part is saved as/).waitFor()
  await field('Place').fill('1-9')
  await field('Description').fill('Trimmer 20 kΩ')
  await field('Package').fill('')
  await field('Maker').fill('Bourns')
  await page.getByRole('button', { name: 'Save and put 10 in 1-9' }).click()
  await page.waitForURL(/\/parts\/[A-Z]{4}$/)
  const key = page.url().slice(-4)
  t.strictSame(await stockOf(app, key), { '1-9': 10 })
  t.equal((await app.inject('/api/parts/search?q=trimmer&limit=10')).json().items.length, 1)
  const changed = { description: 'Trimmer 20 kΩ', package: null, manufacturer: 'Bourns' }
  t.match((await app.inject(`/api/parts/${key}`)).json(), changed, 'what was typed since is saved, too')
})

/** Keeps whether a text was ever seen on a page. */
const WATCH = (text: string) => `new MutationObserver(() => {
  if (document.body.innerText.includes(${JSON.stringify(text)})) globalThis.wasSeen = true
}).observe(document.body, { subtree: true, childList: true, characterData: true })`

t.test('a part that was just saved is not told of as one that is known already', { skip }, async (t) => {
  const pages = await startPages(t)
  await fillSmallInventory(pages.app)
  const { page } = await pages.open('/new')
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  const known = page.getByText('This part is known already.')
  await page.evaluate(WATCH('known already'))
  await field('Maker’s number').fill('PV36W103C01B00')
  await field('Description').fill('Trimmer 10 kΩ')
  await field('Place').fill('9-9')
  await page.getByRole('button', { name: 'Save and put 10 in 9-9' }).click()
  await page.getByText(/^The part is saved as/).waitFor()
  await field('Place').fill('1-9')
  await page.getByRole('button', { name: 'Save, next part' }).click()
  await page.getByText('A description is needed').waitFor()
  await field('Maker’s number').fill('PV36W503C01B00')
  await field('Description').fill('Trimmer 50 kΩ')
  await page.getByRole('button', { name: 'Save, next part' }).click()
  await page.getByText('A description is needed').waitFor()
  t.notOk(await page.evaluate('globalThis.wasSeen'))
  await field('Maker’s number').fill('PV36W103C01B00')
  await known.waitFor()
})

t.test('without a model the form says what is missing, and works by hand', { skip }, async (t) => {
  const pages = await startPages(t)
  const { page } = await pages.open('/new')
  await page.getByRole('textbox', { name: 'Description', exact: true }).fill('Trimmer 10 kΩ')
  await page.getByRole('button', { name: 'Fill in for me' }).click()
  await page.getByText('It could not be filled in.').waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForURL(/\/parts\/[A-Z]{4}$/)
  t.pass()
})
