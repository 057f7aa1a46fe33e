import t from 'tap'
import { signIn, startSignIn } from '../support/signed-in-app.ts'
import { startBrowser, whyNoBrowser } from './chromium.ts'
import { DESK } from './pages.ts'

const EDITING =
  /^(?:Take|Put|Move|Count|New part|New box|New kit|New list|Add a part|Delete|Choose a file|Read the list|Discard)\b/

t.test('a reader sees no button that would be refused', { skip: whyNoBrowser() }, async (t) => {
  const setup = await startSignIn(t)
  const { app, baseurl } = setup
  const editor = await signIn(setup, 'eddie')
  const reader = await signIn(setup, 'rosa')
  const write = async (path: string, payload: object): Promise<{ key: string; id: number }> => {
    const answer = await editor.request(baseurl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: baseurl },
      body: JSON.stringify(payload),
    })
    if (!answer.ok) throw new Error(await answer.text())
    return JSON.parse(await answer.text())
  }
  await write('/api/boxes', { description: 'Power', capacity: 20 })
  const { key } = await write('/api/parts', { description: 'Step-down converter' })
  await write(`/api/inventory/parts/${key}/stock`, { box_no: 1, loc_no: 3, qty: 9 })
  const kit = await write('/api/kits', { name: 'Bench supply' })
  await write(`/api/kits/${kit.id}/contents`, { part_key: key, required_per_unit: 2 })

  const browser = await startBrowser(t)
  const openAs = async (token: string | undefined) => {
    const context = await browser.newContext({ viewport: DESK, locale: 'en-GB' })
    if (token !== undefined) {
      await context.addCookies([{ name: 'access_token', value: token, url: baseurl, sameSite: 'Lax' }])
    }
    return context.newPage()
  }

  await t.test('as a reader', async (t) => {
    const page = await openAs(reader.cookie(baseurl, 'access_token'))
    const problems: string[] = []
    page.on('response', (answer) => {
      if (answer.status() >= 400) problems.push(`${answer.url()} answered ${answer.status()}`)
    })
    for (const [path, text] of [
      ['/parts', '1 part'],
      [`/parts/${key}`, 'Details'],
      ['/boxes', '19 free'],
      ['/boxes/1?slot=3', 'pieces here'],
      ['/kits', 'Bench supply'],
      [`/kits/${kit.id}`, 'can be built now'],
      ['/shopping', 'No shopping lists yet'],
      [`/scan?code=${key}`, 'Step-down converter'],
      ['/labels', 'No labels wait'],
      [`/labels?of=part:${key}`, 'Print 1 label on 1 sheet'],
      ['/import', 'Nothing has been imported yet'],
      ['/export', 'The whole inventory'],
    ] as const) {
      await page.goto(baseurl + path)
      await page.getByText(text).first().waitFor()
      const names: string[] = await page.getByRole('button').allTextContents()
      t.strictSame(
        names.filter((name) => EDITING.test(name.trim())),
        [],
        path,
      )
    }
    t.equal(await page.getByRole('link', { name: 'System' }).count(), 0, 'nor the page for who runs it')
    t.strictSame(problems, [])
  })

  await t.test('as an editor the buttons are there', async (t) => {
    const page = await openAs(editor.cookie(baseurl, 'access_token'))
    await page.goto(`${baseurl}/parts/${key}`)
    await page.getByRole('button', { name: 'Take', exact: true }).waitFor()
    t.pass()
  })

  await t.test('without a session there is the way in, which leads back', async (t) => {
    const page = await openAs(undefined)
    await page.goto(`${baseurl}/boxes/1?slot=3`)
    const link = page.getByRole('link', { name: 'Sign in' })
    await link.waitFor()
    t.match(await link.getAttribute('href'), `/api/auth/login?redirect=${encodeURIComponent('/boxes/1?slot=3')}`)
  })
  t.ok(app.config.needsSignIn)
})
