import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { scanOnGerman } from './hand-scanner.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory } from './small-inventory.ts'

/**
 * Types like a hand scanner does: a key each 10 ms, and Enter. Where a field is in focus the characters stand in it. The times
 * are those of the keys, however long the machine takes to handle them.
 */
function scan(code: string): string {
  return `(() => {
    const begin = performance.now()
    for (const [index, key] of ${JSON.stringify([...code, 'Enter'])}.entries()) {
      const target = document.activeElement ?? document.body
      const press = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      Object.defineProperty(press, 'timeStamp', { value: begin + index * 10 })
      const went = target.dispatchEvent(press)
      if (went && key.length === 1 && 'value' in target) document.execCommand('insertText', false, key)
    }
  })()`
}

/** The same at 90 ms a key. What a key opens is open when the next one comes. */
function scanSlowly(code: string): string {
  return `(async () => {
    const begin = performance.now()
    for (const [index, key] of ${JSON.stringify([...code, 'Enter'])}.entries()) {
      const target = document.activeElement ?? document.body
      const press = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      Object.defineProperty(press, 'timeStamp', { value: begin + index * 90 })
      const went = target.dispatchEvent(press)
      if (went && key.length === 1 && 'value' in target) document.execCommand('insertText', false, key)
      // A letter that stands alone acts when the longest gap of fast scanners has gone by; this comes behind it.
      if (key === '/') await new Promise((resolve) => setTimeout(resolve, 90))
    }
  })()`
}

t.test('a hand scanner', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { converter, led, kit } = await fillSmallInventory(pages.app)
  const { page, problems } = await pages.open('/kits')
  await page.getByText('Bench supply').waitFor()

  await t.test('with no field in focus: a key leads to its part, a place to its slot', async (t) => {
    await page.evaluate(scan(converter))
    await page.waitForURL(new RegExp(`/parts/${converter}$`))
    await page.evaluate(scan('2-12'))
    await page.waitForURL(/\/boxes\/2\?slot=12$/)
    await page.evaluate(scan('TPS54331DR'))
    await page.waitForURL(/\/parts\?q=TPS54331DR$/)
    await page.evaluate(scan(`HTTPS://PARTS.EXAMPLE.ORG/P/${converter}`))
    await page.waitForURL(new RegExp(`/parts/${converter}$`))
    await page.evaluate(scan('/B/2'))
    await page.waitForURL(/\/boxes\/2$/)
    await page.evaluate(scan('{pbn:PICK1,on:GB1,pc:C25804,pm:TPS54331DR,qty:40}'))
    await page.waitForURL(/\/scan\?code=/)
    await page.getByText('LCSC bag').waitFor()
    // A letter that stood alone would act some milliseconds later: no letter of a code may do so.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 100))')
    t.match(page.url(), /\/scan\?code=/)
  })

  await t.test('codes that come before the page of scans is there are all read, in their order', async (t) => {
    const early = await pages.open('/kits')
    await early.page.getByText('Bench supply').waitFor()
    const { promise, resolve } = Promise.withResolvers<void>()
    await early.page.route(/\/assets\/scan-page-.*\.js$/, async (route) => {
      await promise
      await route.continue()
    })
    const read: string[] = []
    early.page.on('request', (request) => {
      if (request.url().endsWith('/api/scans')) read.push(JSON.parse(request.postData() ?? '{}').code)
    })
    const bags = ['{pbn:PICK1,on:GB1,pc:C25804,pm:TPS54331DR,qty:40}', '{pbn:PICK2,on:GB2,pc:C25805,pm:XX-1,qty:7}']
    for (const bag of bags) await early.page.evaluate(scan(bag))
    resolve()
    await early.page.getByText('One code waits').waitFor()
    t.match(await early.page.getByRole('list', { name: 'Codes that wait' }).textContent(), /^{pbn:PICK2,/)
    await early.page.getByRole('button', { name: 'Put away 40 in 2-12' }).waitFor()
    await early.page.keyboard.press('Enter')
    await early.page.getByText('No part has this number yet').waitFor()
    t.strictSame(read, bags)
    t.match(early.page.url(), /\/scan\?code=/, 'no letter of a code was a key of the page')
    t.strictSame(early.problems, [])
  })

  await t.test('that types for another keyboard leads to the same places, and that is said once', async (t) => {
    const other = await pages.open('/kits')
    await other.page.getByText('Bench supply').waitFor()
    await scanOnGerman(other.page, '2-12')
    await other.page.waitForURL(/\/boxes\/2\?slot=12$/)
    await other.page.getByText('Your scanner types for another keyboard').waitFor()
    await scanOnGerman(other.page, `HTTPS://PARTS/P/${converter}`)
    await other.page.waitForURL(new RegExp(`/parts/${converter}$`))
    await scanOnGerman(other.page, `{"mpn":"TPS54331DR","qty":10}`)
    await other.page.getByRole('button', { name: 'Put away 10 in 2-12' }).waitFor()
    t.equal(await other.page.getByText('Your scanner types for another keyboard').count(), 1)
    t.strictSame(other.problems, [])
  })

  await t.test('in a field the burst does not stay', async (t) => {
    await page.goto(`${pages.url}/new`)
    const description = page.getByRole('textbox', { name: 'Description' })
    await description.fill('half typed')
    await page.evaluate(scan(led))
    await page.waitForURL(new RegExp(`/parts/${led}$`))
    await page.goBack()
    t.notMatch(await description.inputValue(), led)
  })

  await t.test('that is slow reads codes with "/", which is the key of the search field too', async (t) => {
    const field = page.getByPlaceholder('Find a part, box, kit or command')
    for (const code of ['/B/2/12', 'B/2/12']) {
      await page.goto(`${pages.url}/kits`)
      await page.getByText('Bench supply').waitFor()
      await page.evaluate(scanSlowly(code))
      await page.waitForURL(/\/boxes\/2\?slot=12$/)
      t.equal(await field.inputValue(), '', `${code} does not stay in the search field`)
    }
    await page.evaluate(scanSlowly(`P/${converter}`))
    await page.waitForURL(new RegExp(`/parts/${converter}$`))
    await page.evaluate(scanSlowly(`/K/${kit}`))
    await page.waitForURL(new RegExp(`/kits/${kit}$`))
    await page.evaluate(scanSlowly('LM358/NOPB'))
    await page.waitForURL(/\/parts\?q=LM358/)
    await page.evaluate('document.activeElement.blur()')
    await page.goto(`${pages.url}/kits`)
    await page.getByText('Bench supply').waitFor()
    await page.evaluate(scanSlowly('/led'))
    await page.waitForURL(/\/parts\?q=led$/)
  })

  await t.test('while a dialog is open a code waits', async (t) => {
    await page.goto(`${pages.url}/kits?add=kit`)
    await page.getByRole('dialog').waitFor()
    await page.evaluate(scan(converter))
    await page.getByText('waits until this is closed').waitFor()
    t.match(page.url(), /\/kits\?add=kit$/)
    await page.keyboard.press('Escape')
    await page.waitForURL(new RegExp(`/parts/${converter}$`))
  })
  t.strictSame(problems, [])
})
