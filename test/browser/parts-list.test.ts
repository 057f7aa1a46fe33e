import { readFile } from 'node:fs/promises'
import t from 'tap'
import { axeFindings } from './axe.ts'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory } from './small-inventory.ts'

t.test('the list of parts', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter, led } = await fillSmallInventory(app)
  const { page, problems } = await pages.open('/parts')
  await page.getByText('3 parts').waitFor()
  const row = (key: string) => page.locator(`[data-row-part="${key}"]`)
  const partOf = async (key: string) => (await app.inject(`/api/parts/${key}`)).json()
  const dialog = page.getByRole('dialog')
  const field = (name: string) =>
    dialog.getByRole('combobox', { name }).or(dialog.getByRole('textbox', { name })).first()

  await t.test('a row has its buttons when it is meant, and the keyboard again after them', async (t) => {
    const others = page.locator('[data-row-part]:not([data-active])')
    t.equal(
      await page
        .locator('[data-active]')
        .getByRole('button', { name: /^More for/ })
        .count(),
      1,
    )
    t.equal(await others.getByRole('button', { name: /^More for/ }).count(), 0)
    await row(converter).hover()
    await row(converter)
      .getByRole('button', { name: `Take ${converter}` })
      .click()
    await page.getByRole('textbox', { name: 'Pieces' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator(`[data-row-part="${converter}"]:focus`).waitFor()
    t.equal(await dialog.count(), 0)
  })

  await t.test('tags of many: what changes is shown first, then done, then undone', async (t) => {
    for (const key of [resistor, led]) {
      await row(key).hover()
      await row(key)
        .getByRole('checkbox', { name: `Choose ${key}` })
        .check()
    }
    await page.getByRole('button', { name: 'Tags' }).click()
    await field('Add').fill('rohs')
    await page.keyboard.press('Enter')
    await dialog.getByText('of 2 chosen parts change').waitFor()
    t.equal(await dialog.getByRole('row').count(), 2, 'a head, and the one part that has not got the tag')
    t.equal((await partOf(led)).tags, null, 'nothing has been changed yet')
    t.strictSame(await axeFindings(page), [])
    await dialog.getByRole('button', { name: 'Change 1 part' }).click()
    await page.getByText('1 part changed').waitFor()
    t.strictSame((await partOf(led)).tags, ['rohs'])
    const undone = page.waitForResponse((answer) => answer.url().endsWith('/undo'))
    await page.locator('.mantine-Notification-root').getByRole('button', { name: 'Undo' }).click()
    await undone
    t.equal((await partOf(led)).tags, null)
  })

  await t.test('the chosen ones as a file', async (t) => {
    const download = page.waitForEvent('download')
    await page.getByRole('region', { name: 'Chosen parts' }).getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: 'CSV' }).click()
    const text = await readFile(await (await download).path(), 'utf8')
    for (const key of [resistor, led]) t.match(text, key)
    t.notMatch(text, converter)
  })

  await t.test('the type of many', async (t) => {
    await page.getByRole('button', { name: 'Set type' }).click()
    await field('Type').fill('Test con')
    await page.getByRole('option', { name: 'Test converter' }).click()
    await dialog.getByRole('cell', { name: 'Test converter' }).first().waitFor()
    await dialog.getByRole('button', { name: 'Change 2 parts' }).click()
    await page.getByText('2 parts changed').waitFor()
    t.match(
      [await partOf(resistor), await partOf(led)],
      [{ type: { name: 'Test converter' } }, { type: { name: 'Test converter' } }],
    )
    await page.getByRole('button', { name: 'Clear' }).click()
  })

  await t.test('columns are chosen, and remembered', async (t) => {
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Tags' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Places' }).click()
    await page.keyboard.press('Escape')
    await page.locator('button:focus', { hasText: 'Columns' }).waitFor()
    await row(resistor).getByRole('gridcell', { name: 'rohs' }).waitFor()
    await page.reload()
    await row(resistor).getByRole('gridcell', { name: 'rohs' }).waitFor()
    t.equal(await page.getByRole('columnheader', { name: 'Places' }).count(), 0)
  })

  await t.test('a row stays the one that is meant when others come before it', async (t) => {
    await row(converter).focus()
    await page.keyboard.press('t')
    await page.getByRole('textbox', { name: 'Pieces' }).waitFor()
    await page.keyboard.type('4')
    await app.inject({ method: 'POST', url: '/api/parts', payload: { description: 'Comes before all others' } })
    await page.getByText('4 parts').waitFor()
    await page.getByText('Comes before all others').waitFor()
    await page.getByRole('button', { name: 'Take 4' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText(`Took 4 ${converter} from 2-12`).waitFor()
    t.pass()
  })
  t.strictSame(problems, [])
})
