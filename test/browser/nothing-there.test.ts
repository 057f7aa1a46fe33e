import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory } from './small-inventory.ts'

t.test('printed addresses of things that are not there say so, and lead on', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  await fillSmallInventory(pages.app)
  const { page } = await pages.open('/kits')
  for (const [path, what, way] of [
    ['/p/zzzz', 'Part ZZZZ was not found', 'All parts'],
    ['/B/999', 'Box 999 was not found', 'All boxes'],
    ['/b/999/7', 'Box 999 was not found', 'All boxes'],
    ['/b/x', '“x” is no number of a box', 'All boxes'],
    ['/K/999', 'Kit 999 was not found', 'All kits'],
    ['/k/0', '“0” is no number of a kit', 'All kits'],
    ['/pL/999', 'Pick list 999 was not found', 'All kits'],
    ['/PL/x', '“x” is no number of a pick list', 'All kits'],
    ['/b/2/12/3', 'The address may be an old one, or mistyped', 'To the parts'],
  ] as const) {
    await page.goto(pages.url + path)
    await page.getByText(what).waitFor()
    await page.getByRole('link', { name: way }).waitFor()
    t.pass(path)
  }
  for (const slot of ['999', 'x']) {
    await page.goto(`${pages.url}/b/2/${slot}`)
    await page.getByText(`There is no slot ${slot} in box 2. It has the slots 1 to 60.`).waitFor()
  }
})
