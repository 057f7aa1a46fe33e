import type { Locator } from 'playwright-core'
import t from 'tap'
import { until } from '../support/until.ts'
import { axeFindings } from './axe.ts'
import { whyNoBrowser } from './chromium.ts'
import { scan } from './hand-scanner.ts'
import { PHONE, startPages } from './pages.ts'
import { fillSmallInventory } from './small-inventory.ts'

interface Queued {
  kind: string
  id: string
  copies: number
}

/** What a link asks the service for. */
async function askedBy(link: Locator): Promise<Record<string, string>> {
  const href = (await link.getAttribute('href')) ?? ''
  return Object.fromEntries(new URL(href, 'http://service').searchParams)
}

t.test('labels', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { resistor, converter, led, kit } = await fillSmallInventory(app)
  const queue = async () => {
    const rows: Queued[] = (await app.inject('/api/label-queue')).json()
    return rows.map(({ kind, id, copies }) => `${kind} ${id} ${copies}`)
  }
  const { page, problems } = await pages.open('/')
  const row = (text: string) => page.getByRole('listitem').filter({ hasText: text })
  const print = page.getByRole('link', { name: /^Print \d/ })
  const printing = (text: string) => print.filter({ hasText: text })

  await t.test('an empty queue says how it is filled', async (t) => {
    await page.getByText('How full the boxes are').waitFor()
    await page.keyboard.press('/')
    await page.locator('input:focus').waitFor()
    await page.keyboard.type('labels')
    await page.getByRole('option', { name: 'Print labels' }).click()
    await page.getByRole('heading', { name: 'No labels wait' }).waitFor()
    await page.getByRole('button', { name: 'Add labels' }).click()
    await page.getByRole('textbox', { name: 'Keys or places' }).fill(`${resistor} 2-12 nonsense1`)
    await page.keyboard.press('Enter')
    await page.getByText('“nonsense1” is no key and no place').waitFor()
    t.strictSame(await queue(), [], 'nothing is added while something is wrong')
    await page.getByRole('textbox', { name: 'Keys or places' }).fill(`${resistor} 2-12 ZZZZ`)
    await page.keyboard.press('Enter')
    await page.getByText('Part ZZZZ was not found').waitFor()
    t.strictSame(await queue(), [], 'nothing is added while something is not there')
    // The browser tells of the refusal, too.
    t.ok(problems.splice(0).every((problem) => /404/.test(problem)))
    await page.getByRole('textbox', { name: 'Keys or places' }).fill(`${resistor} 2-12`)
    await page.keyboard.press('Enter')
    await page.getByText('2 labels wait').waitFor()
    t.strictSame(await queue(), [`part ${resistor} 1`, 'location 2-12 1'])
    await page.keyboard.press('Escape')
  })

  await t.test('parts, boxes and new parts send their labels there', async (t) => {
    await page.goto(`${pages.url}/parts/${converter}`)
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Label for the next sheet' }).click()
    await page.getByText('1 label waits on the page Labels').waitFor()
    await page.goto(`${pages.url}/labels`)
    await page.getByRole('button', { name: 'Add a whole box' }).click()
    await page.getByRole('combobox', { name: 'Box' }).click()
    await page.getByRole('option', { name: '2 Power' }).click()
    await page.getByRole('button', { name: 'Add 2 labels' }).click()
    await row(converter).nth(1).waitFor()
    t.equal((await queue()).length, 5)
  })

  await t.test('the sheet shows what is printed, and begins where a label is clicked', async (t) => {
    const sheet = page.getByRole('img', { name: 'Sheet 1 as it is printed' })
    await sheet.waitFor()
    await printing('Print 5 labels on 1 sheet').waitFor()
    await page.getByRole('radio', { name: /A4, 5 × 13/ }).click()
    await page.waitForURL(/template=a4-5x13/)
    await page.getByRole('textbox', { name: 'Start at' }).fill('63')
    await printing('Print 5 labels on 2 sheets').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/start=63/)
    await printing('Print 5 labels on 2 sheets').waitFor()
    await page.getByText('Sheet 1 of 2').waitFor()
    await page.getByRole('button', { name: 'Next sheet' }).click()
    await page.getByRole('img', { name: 'Sheet 2 as it is printed' }).waitFor()
    await page.reload()
    await page.getByText('Sheet 1 of 2').waitFor()
    const box = await sheet.boundingBox()
    await page.mouse.click((box?.x ?? 0) + 12, (box?.y ?? 0) + 25)
    await page.waitForURL(/template=a4-5x13$/)
    await printing('on 1 sheet').waitFor()
    t.pass()
  })

  await t.test('copies and choice change what is printed; the printer is corrected for this browser', async (t) => {
    await row('2-12').first().hover()
    await row('2-12').first().getByRole('button', { name: 'One more' }).click()
    await until(async () => (await queue()).includes('location 2-12 2'))
    await printing('Print 6 labels').waitFor()
    await page
      .getByRole('checkbox', { name: `Print ${resistor}` })
      .first()
      .uncheck()
    await printing('Print 5 labels').waitFor()
    await page.getByRole('textbox', { name: 'Right by' }).fill('0.4')
    await page.getByRole('textbox', { name: 'Down by' }).fill('-0.8')
    await page.keyboard.press('Tab')
    await until(async () => (await askedBy(print)).offset_y_mm === '-0.8')
    t.match(await askedBy(print), {
      template: 'a4-5x13',
      start_at: '1',
      offset_x_mm: '0.4',
      scale: '1',
      items: /^location:2-12\*2,part:/,
    })
    await page.reload()
    await print.waitFor()
    t.match(await askedBy(print), { template: 'a4-5x13', offset_x_mm: '0.4' })
    const ruler = page.getByRole('link', { name: 'Print the ruler page' })
    const answer = await app.inject((await ruler.getAttribute('href')) ?? '')
    t.equal(answer.headers['content-type'], 'application/pdf')
    t.strictSame(problems, [])
  })

  await t.test(
    'what a field does not take stays in it with its limits, and nothing is printed with another number',
    async (t) => {
      const field = (name: string) => page.getByRole('textbox', { name }).first()
      const disabled = page.getByRole('button', { name: /^Print \d/ })
      const places = 'Start at: a whole number from 1 to 65'
      const copies = 'Copies of 2-12: a whole number from 1 to 1,000'
      for (const [name, wrong, why, right] of [
        ['Right by', '50', 'Right by: from \u22125 to 5 mm, in steps of 0.1', '0.4'],
        ['Scale', '99.95', 'Scale: from 95 to 105 %, in steps of 0.1', '100'],
        ['Start at', '0', places, '1'],
        ['Copies of 2-12', '1001', copies, '2'],
        ['Copies of 2-12', '\u22123', copies, '2'],
        ['Copies of 2-12', '2.5', copies, '2'],
      ] as const) {
        await row('2-12').first().hover()
        await field(name).fill('')
        // Key by key: what stands there on the way is not meant.
        await field(name).pressSequentially(wrong)
        await field(name).blur()
        await page.locator('body').hover({ position: { x: 5, y: 5 } })
        t.equal(await field(name).inputValue(), wrong, `${name} ${wrong}`)
        t.equal(await field(name).getAttribute('aria-invalid'), 'true')
        t.same(
          (await page.getByRole('alert').filter({ hasText: why }).allTextContents()).map((text) => text.trim()),
          [why],
          'said beside the field',
        )
        t.equal(await page.getByText(why).count(), 2, 'and beside the button')
        t.ok(await disabled.isDisabled())
        t.ok((await queue()).includes('location 2-12 2'), 'nothing of it was kept')
        if (wrong === '1001') t.strictSame(await axeFindings(page), [])
        await field(name).fill(right)
        await page.keyboard.press('Enter')
        await print.waitFor()
        t.equal(await page.getByText(why).count(), 0)
        t.equal(await field(name).getAttribute('aria-invalid'), 'false')
      }
      t.match(await askedBy(print), { offset_x_mm: '0.4', scale: '1', start_at: '1' })
    },
  )

  await t.test('copies are printed as they stand in the field, and kept once the field is left', async (t) => {
    const field = page.getByRole('textbox', { name: 'Copies of 2-12' }).first()
    const kept: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'PATCH') kept.push(request.url())
    })
    await row('2-12').first().hover()
    await field.fill('')
    await field.pressSequentially('1000')
    await page.getByText('At most 1,000 labels are printed at once: leave some out.').waitFor()
    await field.fill('')
    await field.pressSequentially('12')
    await printing('Print 16 labels').waitFor()
    t.match(await askedBy(print), { items: /location:2-12\*12,/ })
    await field.blur()
    await until(async () => (await queue()).includes('location 2-12 12'))
    t.equal(kept.length, 1, 'and not key by key')
    await field.fill('2')
    await page.keyboard.press('Enter')
    await until(async () => (await queue()).includes('location 2-12 2'))
  })

  await t.test('copies of labels that the address names are kept there', async (t) => {
    const named = await pages.open(`/labels?of=part:${resistor}*3,part:${converter}&template=roll-62x29`)
    const field = (key: string) => named.page.getByRole('textbox', { name: `Copies of ${key}` })
    await field(resistor).fill('1001')
    await field(converter).fill('4')
    await named.page.keyboard.press('Enter')
    await named.page.waitForURL(new RegExp(`${converter}\\*4|${converter}%2A4`))
    t.equal(await field(resistor).inputValue(), '1001')
    t.match(decodeURIComponent(named.page.url()), `part:${resistor}*3,part:${converter}*4`)
    await field(resistor).fill('5')
    await field(converter).fill('6')
    await named.page.keyboard.press('Enter')
    await named.page.waitForURL((url) => url.searchParams.get('of') === `part:${resistor}*5,part:${converter}*6`)
    await named.page.getByRole('link', { name: 'Print 11 labels' }).waitFor()
    await field(resistor).fill('995')
    await field(resistor).press('Enter')
    await named.page.getByText('No sheet is shown of more than 1,000 labels').waitFor()
    t.strictSame(named.problems, [], 'and none is asked for')
  })

  await t.test('a number is corrected in the steps of its field', async (t) => {
    const field = page.getByRole('textbox', { name: 'Down by' })
    await field.fill('-0.8')
    await field.press('ArrowUp')
    t.equal(await field.inputValue(), '\u22120.7')
    await field.fill('7')
    await field.press('ArrowDown')
    t.equal(await field.inputValue(), '5', 'beyond the limit, the nearest one')
    await field.fill('-0,8')
    await field.press('Enter')
    t.equal(await field.inputValue(), '\u22120.8', 'with either sign for the point')
    await until(async () => (await askedBy(print)).offset_y_mm === '-0.8')
  })

  await t.test('a lid shows all its pages, and only boxes fit it', async (t) => {
    await page.goto(`${pages.url}/boxes/2`)
    await page.getByRole('link', { name: 'Lid label' }).click()
    await page.waitForURL(/\/labels\?of=box/)
    await page.getByRole('img', { name: 'Page 1 as it is printed' }).waitFor()
    await page.getByText('Page 1 of 2').waitFor()
    await page.getByRole('button', { name: 'Next page' }).click()
    await page.getByRole('img', { name: 'Page 2 as it is printed' }).waitFor()
    t.match(await askedBy(print), { items: 'box:2', template: 'lid-a5' })
    await page.getByRole('link', { name: 'Show the queue' }).click()
    await row(converter).first().waitFor()
    await page.goto(`${pages.url}/labels?template=lid-a5`)
    await row(converter).first().getByText('only boxes fit this template').waitFor()
    t.equal(await print.count(), 0)
  })

  await t.test('a label that is scanned here is wanted once more', async (t) => {
    const before = (await queue()).length
    await scan(page, led)
    await row(led).waitFor()
    t.equal((await queue()).length, before + 1)
    await scan(page, `HTTPS://X.EXAMPLE/P/${led}`)
    await page.getByText(`${led} waits with 2 copies`).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await until(async () => (await queue()).includes(`part ${led} 1`))
    t.equal((await queue()).length, before + 1, 'the same label has one row')
    await scan(page, '2-999')
    await page.getByText('There is no location 2-999').waitFor()
    await scan(page, '/P/ZZZZ')
    await page.getByText('There is no part ZZZZ').waitFor()
    t.equal((await queue()).length, before + 1, 'what is not there is not kept')
    t.match(page.url(), /\/labels/)
  })

  await t.test('printing opens a file and empties the queue of what was printed; that can be undone', async (t) => {
    await page.goto(`${pages.url}/labels?template=roll-62x29`)
    const before = await queue()
    await page.getByRole('checkbox', { name: `Print ${led}` }).uncheck()
    const asked = page.context().waitForEvent('request', (request) => request.url().includes('/api/labels?items='))
    await print.click()
    const answer = await (await asked).response()
    t.equal(answer?.status(), 200)
    t.equal(answer?.headers()['content-type'], 'application/pdf')
    await page.getByText('6 labels left the queue').waitFor()
    t.strictSame(await queue(), [`part ${led} 1`], 'what was not chosen stays')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('6 labels are back in the queue').waitFor()
    await row(resistor).first().waitFor()
    t.strictSame((await queue()).sort(), before.sort())
    await page.getByRole('button', { name: 'Empty the queue' }).click()
    await page.getByRole('heading', { name: 'No labels wait' }).waitFor()
    t.strictSame(await queue(), [])
    await page.getByRole('link', { name: /^Print \d labels again/ }).click()
    await page.waitForURL(/of=/)
    await row(resistor).first().waitFor()
  })

  await t.test('what left the queue comes back without what was deleted meanwhile, and goes again', async (t) => {
    const made = await app.inject({ method: 'POST', url: '/api/parts', payload: { description: 'Odd end' } })
    const key: string = made.json().key
    /** The message before it may still be there. */
    const undo = (said: string) =>
      page.getByRole('alert').filter({ hasText: said }).getByRole('button', { name: 'Undo' })
    const items = [
      { kind: 'part', id: key, copies: 2 },
      { kind: 'part', id: led, copies: 3 },
    ]
    await app.inject({ method: 'POST', url: '/api/label-queue', payload: { items } })
    await page.goto(`${pages.url}/labels`)
    await row(key).waitFor()
    await page.getByRole('button', { name: 'Empty the queue' }).click()
    await page.getByText('5 labels taken out of the queue').waitFor()
    await app.inject({ method: 'DELETE', url: `/api/parts/${key}` })
    await undo('5 labels taken out of the queue').click()
    await page.getByText('3 labels are back in the queue').waitFor()
    await page.getByText(`${key} is left out: the part ${key} (Odd end) was deleted; bring it back first`).waitFor()
    t.strictSame(await queue(), [`part ${led} 3`])
    await undo('3 labels are back in the queue').click()
    await page.getByText('3 labels taken out of the queue').waitFor()
    t.strictSame(await queue(), [])
  })

  await t.test('a kit prints its label on a phone, without the queue', async (t) => {
    const phone = await pages.open(`/labels?of=kit:${kit},part:${resistor}*3&template=roll-62x29`, {
      viewport: PHONE,
      hasTouch: true,
      colorScheme: 'dark',
    })
    await phone.page.getByRole('img', { name: 'Label 1 as it is printed' }).waitFor()
    await phone.page.getByText('Label 1 of 4').waitFor()
    await phone.page.getByRole('button', { name: `Remove ${resistor}` }).tap()
    await phone.page.getByRole('link', { name: 'Print 1 label' }).waitFor()
    t.strictSame(await axeFindings(phone.page), [])
    t.strictSame(phone.problems, [])
  })

  await t.test('the label of a part that was deleted: the page says when, and brings it back', async (t) => {
    const made = await app.inject({ method: 'POST', url: '/api/parts', payload: { description: 'Odd end' } })
    const key: string = made.json().key
    await app.inject({ method: 'DELETE', url: `/api/parts/${key}` })
    const gone = await pages.open(`/labels?of=part:${key}`)
    await gone.page.getByText(/^The part was deleted on/).waitFor()
    await gone.page.getByRole('button', { name: `Bring ${key} back` }).click()
    await gone.page.getByText(`${key} is back`).waitFor()
    t.equal((await app.inject(`/api/parts/${key}`)).statusCode, 200)
  })
})
