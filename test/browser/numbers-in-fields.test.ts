import type { Locator } from 'playwright-core'
import t, { type Test } from 'tap'
import { until } from '../support/until.ts'
import { axeFindings } from './axe.ts'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

/** Types what a field does not take: it stays there, is marked, and the limits are said. */
async function refuses(t: Test, field: Locator, { texts, says }: { texts: readonly string[]; says: string }) {
  const page = field.page()
  for (const text of texts) {
    await field.fill(text)
    await page.keyboard.press('Tab')
    await page.getByRole('alert').filter({ hasText: says }).waitFor()
    t.equal(await field.inputValue(), text, `${says}: ${text} stays`)
    t.equal(await field.getAttribute('aria-invalid'), 'true')
  }
}

t.test('a field for a number keeps what it does not take, and says its limits', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { converter, led, kit, list } = await fillSmallInventory(app)
  const odd = ['0', '-3', '2.5', 'two', '']

  await t.test('pieces to take', async (t) => {
    const { page, problems } = await pages.open(`/parts/${converter}?act=take`)
    const field = page.getByRole('textbox', { name: 'Pieces' })
    await page.getByRole('button', { name: 'All 34' }).waitFor()
    await refuses(t, field, { texts: [...odd, '35'], says: 'Pieces: a whole number from 1 to 34' })
    t.ok(await page.getByRole('button', { name: 'Take', exact: true }).last().isDisabled())
    t.strictSame(await axeFindings(page), [])
    await page.getByRole('button', { name: 'All 34' }).click()
    await page.getByRole('button', { name: 'Take 34' }).waitFor()
    await field.fill('4')
    await page.keyboard.press('Enter')
    await until(async () => (await stockOf(app, converter))['2-12'] === 30)
    t.strictSame(problems, [])
  })

  await t.test('pieces of a line of a kit, and units to build', async (t) => {
    const { page, problems } = await pages.open(`/kits/${kit}`)
    const field = page.getByRole('textbox', { name: `Pieces of ${led} for one` })
    const before = await field.inputValue()
    await refuses(t, field, { texts: odd, says: `Pieces of ${led} for one: a whole number from 1 to 1,000,000` })
    t.strictSame(await axeFindings(page), [])
    await field.press('Escape')
    t.equal(await field.inputValue(), before)
    const target = page.getByRole('textbox', { name: 'How many are to be built' })
    await refuses(t, target, {
      texts: ['-3', '2.5', '1000001', ''],
      says: 'How many are to be built: a whole number from 0 to 1,000,000',
    })
    t.strictSame(problems, [])
  })

  await t.test('pieces of a line of a shopping list', async (t) => {
    const { page, problems } = await pages.open(`/shopping/${list}`)
    const field = page.getByRole('textbox', { name: `${led}, pieces needed` })
    await refuses(t, field, { texts: odd, says: `${led}, pieces needed: a whole number from 1 to 2,147,483,647` })
    await field.fill('12')
    await page.keyboard.press('Enter')
    await until(async () => {
      const { lines } = (await app.inject(`/api/shopping-lists/${list}`)).json()
      return lines[0].needed === 12
    })
    t.strictSame(problems, [])
  })

  await t.test('slots of a new box', async (t) => {
    const { page, problems } = await pages.open('/boxes?add=box')
    await page.getByRole('textbox', { name: 'What is in it' }).fill('Coils')
    const field = page.getByRole('textbox', { name: 'Slots' })
    for (const text of [...odd, '1001']) {
      await field.fill(text)
      await page.getByText('Slots: a whole number from 1 to 1,000').waitFor()
      t.ok(await page.getByRole('button', { name: 'Add the box' }).isDisabled(), text)
    }
    await field.fill('12')
    await page.getByRole('button', { name: 'Add the box' }).click()
    await page.locator('[data-slot="12"]').waitFor()
    t.strictSame(problems, [])
  })

  await t.test('pieces that are counted', async (t) => {
    const { page, problems } = await pages.open('/boxes/2/count')
    await page.getByRole('button', { name: 'Count 2 piles' }).click()
    const field = page.getByRole('textbox', { name: /^Pieces in 2-/ })
    await refuses(t, field, { texts: ['2.5', '-3', 'two'], says: 'Pieces: a whole number from 0 to 999,999,999' })
    t.ok(
      await page
        .getByRole('button', { name: /^Count/ })
        .last()
        .isDisabled(),
    )
    await field.fill('012')
    await page.getByRole('button', { name: /^Count 12/ }).waitFor()
    t.strictSame(problems, [])
  })
})
