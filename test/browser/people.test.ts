import type { BrowserContext, Page } from 'playwright-core'
import t from 'tap'
import { DEVICE_COOKIE, pairDevice, type TestDevice } from '../support/own-sign-in.ts'
import { until } from '../support/until.ts'
import { whyNoBrowser } from './chromium.ts'
import { complaintsAbout } from './complaints.ts'
import { type OpenedPage, type Pages, PHONE, startPages } from './pages.ts'
import { type View, viewsFor } from './views.ts'

const skip = whyNoBrowser()

/** Opens a page on a device that is paired already. */
async function openOn(pages: Pages, { cookie }: TestDevice, path: string, options = {}): Promise<OpenedPage> {
  const value = cookie.slice(cookie.indexOf('=') + 1)
  const opened = await pages.open('about:blank', options)
  await opened.page
    .context()
    .addCookies([{ name: DEVICE_COOKIE, value, url: pages.url, httpOnly: true, sameSite: 'Lax' }])
  await opened.page.goto(pages.url + path)
  return opened
}

/**
 * The link of the QR code, as it is copied.
 *
 * @returns what stands behind the address of the service, which has another one in the network.
 */
async function linkOf(page: Page): Promise<string> {
  await page.getByRole('img', { name: 'QR code' }).waitFor()
  await page.getByRole('button', { name: 'Copy the link' }).click()
  await page.getByRole('button', { name: 'Link copied' }).waitFor()
  const { pathname, hash } = new URL(await page.evaluate<string>('navigator.clipboard.readText()'))
  return pathname + hash
}

async function isPaired(context: BrowserContext): Promise<boolean> {
  return (await context.cookies()).some(({ name }) => name === DEVICE_COOKIE)
}

t.test('letting devices and people in on the pages', { skip }, async (t) => {
  const pages = await startPages(t, { settings: { authMode: 'own' } })
  const { app } = pages
  const ada = await pairDevice(app, 'Ada')
  const permissions = ['clipboard-read', 'clipboard-write']
  const desk = await openOn(pages, ada, '/', { permissions })

  await t.test('a phone of one’s own: by link, with the number that both show', async (t) => {
    const { page, problems } = desk
    await page.getByRole('button', { name: 'Signed in as Ada' }).click()
    await page.getByRole('menuitem', { name: 'Add a phone' }).click()
    const link = await linkOf(page)
    const phone = await pages.open(link, { viewport: PHONE, hasTouch: true })
    await phone.page.getByRole('textbox', { name: 'Name of this device' }).fill('Bench phone')
    await phone.page.getByRole('button', { name: 'Pair' }).tap()
    const shown = await phone.page.locator('main b').textContent()
    await page.getByRole('heading', { name: 'Which number does Bench phone show?' }).waitFor()
    t.equal(await page.getByRole('group', { name: 'The number that the device shows' }).getByRole('button').count(), 3)
    t.notOk(await isPaired(phone.page.context()), 'nothing before the approval')
    await page.getByRole('button', { name: shown ?? '', exact: true }).click()
    await phone.page.waitForURL(`${pages.url}/`)
    await page.getByRole('heading', { name: 'Bench phone is signed in' }).waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'Revoke Bench phone' }).waitFor()
    t.ok(await isPaired(phone.page.context()))
    t.strictSame(problems, [])

    await page.getByRole('button', { name: 'Revoke Bench phone' }).click()
    await page.getByRole('button', { name: 'Revoke it' }).click()
    await page.getByText('Bench phone was revoked').waitFor()
    await phone.page.reload()
    await phone.page.getByRole('link', { name: 'Pair this device' }).waitFor()
    t.equal(await page.getByRole('button', { name: 'Revoke Bench phone' }).count(), 0)
    await phone.page.context().close()
  })

  await t.test('a new person: by typed code; the page of administrators shows them without a reload', async (t) => {
    const { page, problems } = desk
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Ada')
    await page.getByRole('radio', { name: 'Reader' }).check()
    await page.getByRole('button', { name: 'Make a code' }).click()
    await page.getByRole('alert').getByText('name').waitFor()
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Rosa')
    t.ok(await page.getByRole('radio', { name: 'Reader' }).isChecked(), 'what was chosen stays')
    await page.getByRole('button', { name: 'Make a code' }).click()
    const code = (await page.locator('[role="dialog"] b.mono').textContent()) ?? ''
    t.match(code, /^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    const laptop = await pages.open('/pair')
    await laptop.page.getByRole('textbox', { name: 'Code' }).fill(code.toLowerCase())
    await laptop.page.getByRole('button', { name: 'Pair' }).click()
    const shown = await laptop.page.locator('main b').textContent()
    await page.getByRole('button', { name: shown ?? '', exact: true }).click()
    await laptop.page.waitForURL(`${pages.url}/`)
    await page.getByRole('heading', { name: /^Rosa is in/ }).waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    const rosa = page.getByRole('region', { name: 'Rosa' })
    await rosa.getByText(/ on Linux/).waitFor()

    await laptop.page.goto(`${pages.url}/people`)
    await laptop.page.getByRole('button', { name: 'Add a phone' }).waitFor()
    t.equal(await laptop.page.getByRole('button', { name: 'Invite somebody' }).count(), 0)
    t.equal(await laptop.page.getByRole('button', { name: /^(Role of|More about)/ }).count(), 0)
    t.equal(await laptop.page.getByRole('button', { name: 'Log of access' }).count(), 0)
    t.equal(await laptop.page.getByRole('link', { name: 'People', exact: true }).count(), 0)

    await rosa.getByRole('button', { name: 'Role of Rosa: Reader' }).click()
    await page.getByRole('menuitem', { name: /^Editor/ }).click()
    await page.getByText('Rosa has the role editor now').waitFor()
    await laptop.page.getByRole('link', { name: 'New part' }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await laptop.page.getByRole('link', { name: 'New part' }).waitFor({ state: 'detached' })
    t.match(await app.people.list(), [{ name: 'Ada' }, { name: 'Rosa', role: 'reader' }])

    await rosa.getByRole('button', { name: 'More about Rosa' }).click()
    await page.getByRole('menuitem', { name: 'Deactivate' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
    await rosa.getByText('deactivated').waitFor()
    await laptop.page.getByText('Your session has ended.').waitFor()
    t.match(await app.people.list(), [{ name: 'Ada' }, { name: 'Rosa', active: false }])
    t.strictSame(
      problems.filter((problem) => !/409/.test(problem)),
      [],
    )
    await laptop.page.context().close()
  })

  await t.test('the last administrator stays one, and is told why', async (t) => {
    const { page } = desk
    await page.getByRole('button', { name: 'Role of Ada: Administrator' }).click()
    await page.getByRole('menuitem', { name: /^Reader/ }).click()
    await page.getByRole('button', { name: 'Become a reader' }).click()
    await page.getByRole('alert').getByText('they are the last active administrator').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    t.match(await app.people.get(ada.person), { role: 'admin', active: true })
  })

  await t.test('a number that is not shown, a refusal and a closed dialog let nobody in', async (t) => {
    const { page } = desk
    await page.goto(`${pages.url}/people?add=phone`)
    const first = await linkOf(page)
    const phone = await pages.open(first, { viewport: PHONE })
    await phone.page.getByRole('button', { name: 'Pair' }).click()
    const shown = (await phone.page.locator('main b').textContent()) ?? ''
    const numbers = page.getByRole('group', { name: 'The number that the device shows' }).getByRole('button')
    await numbers.filter({ hasNotText: shown }).first().click()
    await page.getByRole('alert').getByText('The device shows another number').waitFor()
    await phone.page.getByText('This device was not let in').waitFor()

    await page.getByRole('button', { name: 'Make a new code' }).click()
    const second = await linkOf(page)
    t.not(second, first)
    await phone.page.goto(pages.url + second)
    await phone.page.getByRole('button', { name: 'Pair' }).click()
    await page.getByRole('button', { name: 'None of these: keep it out' }).click()
    await page.getByRole('heading', { name: 'Nobody was let in' }).waitFor()
    await phone.page.getByText('This device was not let in').waitFor()

    await page.getByRole('button', { name: 'Make a new code' }).click()
    const third = await linkOf(page)
    await page.keyboard.press('Escape')
    const open = async () =>
      (await app.db.query(`select 1 from pairing_codes where made_by is not null and state in ('open', 'waiting')`))
        .length
    await until(async () => (await open()) === 0)
    await phone.page.goto(pages.url + third)
    await phone.page.getByRole('button', { name: 'Pair' }).click()
    await phone.page.getByText('This code is not valid').waitFor()
    t.notOk(await isPaired(phone.page.context()))
    await phone.page.context().close()
  })

  await t.test('an access token is shown once, works, and ends', async (t) => {
    const { page } = desk
    await page.goto(`${pages.url}/people?tab=tokens`)
    await page.getByRole('button', { name: 'Make the first one' }).click()
    await page.getByRole('textbox', { name: 'What it is for' }).fill('Wall display')
    await page.getByRole('combobox', { name: 'Opens' }).click()
    await page.getByRole('option', { name: 'Metrics' }).click()
    await page.getByRole('button', { name: 'Make the token' }).click()
    const token = (await page.locator('[data-secret]').textContent()) ?? ''
    t.match(token, /^inv_/)
    const read = async (url: string) =>
      (await app.inject({ url, headers: { authorization: `Token ${token}` } })).statusCode
    t.equal(await read('/api/dashboard/stats'), 200)
    t.equal(await read('/api/parts'), 403)
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText('Reader, Metrics, Ada').waitFor()
    await page.reload()
    await page.getByText('Reader, Metrics, Ada').waitFor()
    t.notOk((await page.content()).includes(token), 'it is shown once')
    const kept = await page.evaluate<string>(
      '(async () => JSON.stringify([localStorage, sessionStorage, document.cookie, await indexedDB.databases()]))()',
    )
    const session = ada.cookie.slice(ada.cookie.indexOf('=') + 1)
    for (const secret of [token, session]) t.notOk(kept.includes(secret), 'no script can read it from the browser')
    await page.getByRole('button', { name: 'Revoke Wall display' }).click()
    await page.getByRole('button', { name: 'Revoke it' }).click()
    await page.getByText('No access tokens yet').waitFor()
    t.equal(await read('/api/dashboard/stats'), 401)
  })

  await t.test('the log of access tells of all that', async () => {
    const { page } = desk
    await page.getByRole('button', { name: 'Log of access' }).click()
    await page.getByText('Access token Wall display was revoked').waitFor()
    await page.getByText('Bench phone of Ada was revoked').waitFor()
    await page.getByText('A wrong link was opened').waitFor()
    await page.getByText('Role of Rosa changed from reader to editor').waitFor()
  })

  await t.test('by keyboard alone, from the search field to the code', async () => {
    const { page } = desk
    await page.goto(pages.url)
    await page.getByPlaceholder('Find a part, box, kit or command').waitFor()
    await page.keyboard.press('/')
    await page.locator('input:focus').waitFor()
    await page.keyboard.type('add a ph')
    const command = page.getByRole('option', { name: 'Add a phone' })
    await command.waitFor()
    for (let n = 0; n < 10 && (await command.getAttribute('data-combobox-selected')) === null; n++) {
      await page.keyboard.press('ArrowDown')
    }
    await page.keyboard.press('Enter')
    await page.waitForURL(`${pages.url}/people?add=phone`)
    await page.getByRole('heading', { name: 'Scan this with the camera of the phone' }).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL(`${pages.url}/people`)
  })

  await t.test('signing out asks first, and leads to the way in', async () => {
    const { page } = await openOn(pages, await pairDevice(app, 'Ada'), '/boxes')
    await page.getByRole('button', { name: 'Signed in as Ada' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('link', { name: 'Pair this device' }).waitFor()
    await page.context().close()
  })
})

/** Addresses with a text that shows that the page is there. */
const ADDRESSES = [
  ['/people', 'this device'],
  ['/people?add=phone', 'Scan this with the camera'],
  ['/people?tab=log', 'A code was printed in the terminal'],
  ['/people?tab=tokens', 'not used yet'],
  ['/people', 'this device'],
  ['/people?add=phone', 'Scan this with the camera'],
  ['/people?add=person', 'Changes the inventory'],
  ['/people?add=token', 'Whatever the role allows'],
  ['/pair', 'With the code from the terminal'],
] as const

t.test('the pages of people have nothing that axe finds', { skip }, async (t) => {
  const pages = await startPages(t, { settings: { authMode: 'own' } })
  const ada = await pairDevice(pages.app, 'Ada')
  await pairDevice(pages.app, 'Rosa with a name that is far too long for any row of any list on a phone', 'editor')
  const headers = { cookie: ada.cookie }
  await pages.app.inject({ method: 'POST', url: '/api/tokens', headers, payload: { name: 'Script', role: 'reader' } })
  const browsers = new Map<number, OpenedPage>()
  const open = async (path: string, { viewport }: View): Promise<OpenedPage> => {
    const known = browsers.get(viewport.width)
    await known?.page.goto(pages.url + path)
    const opened = known ?? (await openOn(pages, ada, path, { viewport }))
    browsers.set(viewport.width, opened)
    return opened
  }
  for (const [index, [path, text]] of ADDRESSES.entries()) {
    for (const [nth, view] of viewsFor(index).entries()) {
      const name = `${path} at ${view.viewport.width}`
      const { page, problems } = await open(path, view)
      await page.getByText(text).first().waitFor()
      if (nth === 0) {
        await page.reload()
        await page.getByText(text).first().waitFor()
      }
      t.strictSame(await complaintsAbout(page, view), [], `${name}: nothing to complain about`)
      t.strictSame(problems.splice(0), [], `${name}: no errors`)
    }
  }
})
