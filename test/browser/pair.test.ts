import bwipjs from 'bwip-js/node'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildOwnApp, DEVICE_COOKIE, pairDevice } from '../support/own-sign-in.ts'
import { startBrowser, whyNoBrowser } from './chromium.ts'
import { DESK, PHONE } from './pages.ts'

t.test('pairing devices on the pages', { skip: whyNoBrowser() }, async (t) => {
  const app: FastifyInstance = await buildOwnApp(t)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await startBrowser(t)
  const ada = await pairDevice(app, 'Ada')
  await app.inject({
    method: 'POST',
    url: '/api/boxes',
    headers: { cookie: ada.cookie },
    payload: { description: 'Power', capacity: 20 },
  })

  /** Opens an address in a browser of its own, which no device is paired with. */
  const open = async (path: string) => {
    const context = await browser.newContext({ viewport: PHONE, hasTouch: true, locale: 'en-GB' })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(url + path)
    return { page, context, asked }
  }
  const hasCookie = async (context: Awaited<ReturnType<typeof open>>['context']) =>
    (await context.cookies()).some(({ name, httpOnly }) => name === DEVICE_COOKIE && httpOnly)
  const invite = async (payload?: object) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/pairing-codes',
      headers: { cookie: ada.cookie, host: new URL(url).host },
      ...(payload && { payload }),
    })
    return answer.json()
  }
  const approve = (id: number, number: number) =>
    app.inject({
      method: 'POST',
      url: `/api/pairing-codes/${id}/approve`,
      headers: { cookie: ada.cookie },
      payload: { match_number: number },
    })

  await t.test('the link of the terminal signs in at once, and leads back', async (t) => {
    const code = await app.pairing.makeTerminalCode({ personId: ada.person })
    const { page, context, asked } = await open(`/pair?redirect=%2Fboxes%2F1#${code}`)
    await page.getByRole('textbox', { name: 'Name of this device' }).fill('Bench phone')
    t.equal(await page.getByRole('textbox', { name: 'Code' }).count(), 0, 'the link has brought it')
    await page.getByRole('button', { name: 'Pair' }).tap()
    await page.waitForURL(`${url}/boxes/1`)
    await page.getByText('Power').first().waitFor()
    t.ok(await hasCookie(context))
    t.notOk(
      asked.some((address) => address.includes(code)),
      'the code was in no address that was asked for',
    )
    const devices = await app.inject({ url: '/api/devices', headers: { cookie: ada.cookie } })
    t.ok(devices.json().some(({ name }: { name: string }) => name === 'Bench phone'))
    await page.goto(`${url}/parts`)
    await page.getByText('No parts yet').or(page.getByRole('heading')).first().waitFor()
    await context.close()
  })

  await t.test('a page that needs a sign-in leads to pairing', async () => {
    const { page, context } = await open('/boxes/1')
    await page.getByRole('link', { name: 'Pair this device' }).tap()
    await page.waitForURL(`${url}/pair?redirect=%2Fboxes%2F1`)
    await page.getByRole('heading', { name: 'Pair this device' }).waitFor()
    await context.close()
  })

  await t.test('a link from another device shows a number to compare', async (t) => {
    const { id, link } = await invite()
    const { page, context } = await open(new URL(link).pathname + new URL(link).hash)
    await page.getByRole('button', { name: 'Pair' }).tap()
    await page.getByRole('heading', { name: 'Choose this number there' }).waitFor()
    const number = Number(await page.locator('main b').textContent())
    const state = await app.inject({ url: `/api/pairing-codes/${id}`, headers: { cookie: ada.cookie } })
    t.ok(state.json().device.choices.includes(number), 'it is among those that the other device offers')
    t.notOk(await hasCookie(context), 'nothing before the approval')
    await approve(id, number)
    await page.waitForURL(`${url}/`)
    await page.getByText('No parts yet').waitFor()
    t.ok(await hasCookie(context))
    await context.close()
  })

  await t.test('a typed code lets a new person in; a wrong one says so and keeps what was typed', async (t) => {
    const { id, typed_code: code } = await invite({ name: 'Rosa', role: 'reader' })
    const { page, context } = await open('/pair')
    const field = page.getByRole('textbox', { name: 'Code' })
    await field.fill('ABCD-2345')
    await page.getByRole('button', { name: 'Pair' }).tap()
    await page.getByRole('alert').waitFor()
    t.equal(await field.inputValue(), 'ABCD-2345')
    await field.fill(code.toLowerCase().replace('-', ' '))
    await page.getByRole('button', { name: 'Pair' }).tap()
    await page.getByRole('heading', { name: 'Choose this number there' }).waitFor()
    await approve(id, Number(await page.locator('main b').textContent()))
    await page.waitForURL(`${url}/`)
    await page.getByText('No parts yet').waitFor()
    t.equal(await page.getByRole('link', { name: 'New part' }).count(), 0, 'a reader adds no parts')
    await context.close()
  })

  await t.test('the code on another screen is read from a photo; another code is not taken', async (t) => {
    const { id, link } = await invite({ name: 'Cleo', role: 'reader' })
    const { page, context } = await open('/pair')
    const photoOf = async (text: string) => {
      const buffer = await bwipjs.toBuffer({ bcid: 'qrcode', text, scale: 6, padding: 10, backgroundcolor: 'FFFFFF' })
      await page.locator('input[type=file]').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer })
    }
    await page.getByRole('button', { name: 'Scan the code' }).tap()
    await page.getByRole('button', { name: 'Take a photo' }).waitFor()
    await photoOf('https://example.org/p/ABCD')
    await page.getByText('This is not a code for pairing').waitFor()
    await photoOf(link)
    await page.getByRole('textbox', { name: 'Code' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Pair' }).tap()
    await page.getByRole('heading', { name: 'Choose this number there' }).waitFor()
    await approve(id, Number(await page.locator('main b').textContent()))
    await page.waitForURL(`${url}/`)
    t.ok(await hasCookie(context))
    await context.close()
  })

  await t.test('whoever is signed in there is told before they are signed out', async (t) => {
    const { context, page } = await open('/pair')
    await page.getByText('With the code from the terminal').waitFor()
    await page.getByRole('textbox', { name: 'Name of this device' }).waitFor()
    t.equal(await page.getByText('You are signed in as').count(), 0)
    const own = await app.pairing.makeTerminalCode({ personId: ada.person })
    await page.goto(`${url}/pair#${own}`)
    await page.getByRole('button', { name: 'Pair' }).tap()
    await page.waitForURL(`${url}/`)

    const { link } = await invite({ name: 'Mal', role: 'reader' })
    await page.goto(`${url}/pair?redirect=%2Fboxes%2F1${new URL(link).hash}`)
    await page.getByText('You are signed in as Ada here.').waitFor()
    await page.getByRole('link', { name: 'Stay signed in' }).tap()
    await page.waitForURL(`${url}/boxes/1`)
    await page.getByText('Power').first().waitFor()
    await context.close()
  })

  await t.test('a refusal ends the wait', async () => {
    const { id, link } = await invite()
    const { page, context } = await open(new URL(link).pathname + new URL(link).hash)
    await page.setViewportSize(DESK)
    await page.getByRole('button', { name: 'Pair' }).click()
    await page.getByRole('heading', { name: 'Choose this number there' }).waitFor()
    await app.inject({
      method: 'POST',
      url: `/api/pairing-codes/${id}/refuse`,
      headers: { cookie: ada.cookie },
    })
    await page.getByRole('alert').waitFor()
    await page.getByRole('heading', { name: 'Not paired' }).waitFor()
    t.equal(await page.getByText('Choose this number there').count(), 0)
    await page.reload()
    await page.getByRole('button', { name: 'Pair' }).waitFor()
    await context.close()
  })

  await t.test('another link that is opened while the page waits is asked for', async (t) => {
    const [first, second] = [await invite(), await invite()]
    const { page, context } = await open(new URL(first.link).pathname + new URL(first.link).hash)
    await page.getByRole('button', { name: 'Pair' }).tap()
    await page.getByRole('heading', { name: 'Choose this number there' }).waitFor()
    await page.evaluate(`location.hash = '${new URL(second.link).hash}'`)
    await page.getByRole('button', { name: 'Pair' }).tap()
    await page.getByRole('heading', { name: 'Choose this number there' }).waitFor()
    await approve(second.id, Number(await page.locator('main b').textContent()))
    await page.waitForURL(`${url}/`)
    t.ok(await hasCookie(context))
    await context.close()
  })

  await t.test('a page that is loaded again while it waits goes on waiting', async (t) => {
    const { id, link } = await invite()
    const { page, context } = await open(new URL(link).pathname + new URL(link).hash)
    await page.getByRole('button', { name: 'Pair' }).tap()
    await page.getByRole('heading', { name: 'Choose this number there' }).waitFor()
    const number = await page.locator('main b').textContent()
    await page.reload()
    await page.getByRole('heading', { name: 'Choose this number there' }).waitFor()
    t.equal(await page.locator('main b').textContent(), number)
    await approve(id, Number(number))
    await page.waitForURL(`${url}/`)
    t.ok(await hasCookie(context))
    t.equal(await page.evaluate("sessionStorage.getItem('pairing')"), null, 'nothing of it is kept')
    await context.close()
  })
})
