import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory } from './small-inventory.ts'

t.test('one browser sees what another one changes', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { converter } = await fillSmallInventory(pages.app)
  const watching = await pages.open(`/parts/${converter}`)
  await watching.page.getByText('34').first().waitFor()
  const box = await pages.open('/boxes/2')
  await box.page
    .getByRole('gridcell', { name: `Slot 12 ${converter} 34` })
    .or(box.page.locator('[data-slot="12"]'))
    .first()
    .waitFor()

  const acting = await pages.open(`/parts/${converter}?act=put`)
  await acting.page.getByRole('textbox', { name: 'Pieces' }).fill('6')
  await acting.page.getByRole('textbox', { name: 'Pieces' }).press('Enter')
  await acting.page.getByText(`Put 6 ${converter} in 2-12`).waitFor()

  await watching.page.getByText('40').first().waitFor()
  await box.page.locator('[data-slot="12"]', { hasText: '40' }).waitFor()
  t.strictSame([...watching.problems, ...box.problems, ...acting.problems], [])
})
