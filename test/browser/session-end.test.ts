import type { Locator } from 'playwright-core'
import t from 'tap'
import { signIn, startSignIn } from '../support/signed-in-app.ts'
import { startBrowser, whyNoBrowser } from './chromium.ts'
import { DESK } from './pages.ts'

t.test('a session that ends while somebody types loses nothing', { skip: whyNoBrowser() }, async (t) => {
  const setup = await startSignIn(t, { logLevel: 'warn' })
  const { baseurl, provider } = setup
  const editor = await signIn(setup, 'eddie')
  const made = await editor.request(`${baseurl}/api/parts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: baseurl },
    body: JSON.stringify({ description: 'Step-down converter', package: 'SOIC-8' }),
  })
  const { key }: { key: string } = JSON.parse(await made.text())

  const browser = await startBrowser(t)
  const context = await browser.newContext({ viewport: DESK, locale: 'en-GB' })
  const beSignedIn = async () => {
    const value = (await signIn(setup, 'eddie')).cookie(baseurl, 'access_token') ?? ''
    await context.addCookies([{ name: 'access_token', value, url: baseurl, sameSite: 'Lax' }])
  }
  await beSignedIn()
  const page = await context.newPage()
  await page.goto(`${baseurl}/parts/${key}`)
  await page.getByRole('button', { name: 'Package: SOIC-8, change' }).click()
  const field = page.getByRole('textbox', { name: 'Package' })
  await field.fill('HSOP-8')
  await context.clearCookies()
  await field.press('Enter')
  await page.getByText('Your session has ended.').waitFor()
  t.equal(await field.inputValue(), 'HSOP-8', 'the field is open, with what was typed')

  const beside = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Sign in' }).click()
  const signingIn = await beside
  await signingIn.waitForURL((url) => url.href.startsWith(provider.issuer))
  await beSignedIn()
  await signingIn.close()
  await page.getByText('Your session has ended.').waitFor({ state: 'detached' })
  await field.press('Enter')
  await page.getByRole('button', { name: 'Package: HSOP-8, change' }).waitFor()
  const saved = JSON.parse(await (await editor.request(`${baseurl}/api/parts/${key}`)).text())
  t.equal(saved.package, 'HSOP-8')

  /** Signs in beside the page, by what is pressed there, and comes back. */
  const signInBy = async (link: Locator) => {
    const opened = context.waitForEvent('page')
    await link.click()
    const other = await opened
    await beSignedIn()
    await other.close()
  }
  await page.goto(`${baseurl}/kits?add=kit`)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Lamp')
  await context.clearCookies()
  await page.keyboard.press('Enter')
  await signInBy(dialog.getByRole('link', { name: 'Sign in' }))
  await dialog.getByText('Your session has ended.').waitFor({ state: 'detached' })
  t.equal(await dialog.getByRole('textbox', { name: 'Name' }).inputValue(), 'Lamp', 'the dialog is open')
  await dialog.getByRole('button', { name: 'Make the kit' }).click()
  await page.getByRole('heading', { name: 'Lamp' }).waitFor()

  await page.goto(`${baseurl}/parts/${key}?act=put`)
  const pieces = page.getByRole('textbox', { name: 'Pieces' })
  await pieces.fill('7')
  await page.getByRole('textbox', { name: 'Place' }).fill('1-1')
  await context.clearCookies()
  await page.keyboard.press('Enter')
  await signInBy(page.getByRole('link', { name: 'Sign in' }))
  await page.getByText('Your session has ended.').waitFor({ state: 'detached' })
  t.equal(await pieces.inputValue(), '7', 'what stands beside its button is open, too')
})
