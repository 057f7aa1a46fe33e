import type { Page } from 'playwright-core'
import t from 'tap'
import { buildApp } from '../support/build-app.ts'
import { signIn, startSignIn } from '../support/signed-in-app.ts'
import type { Teardown } from '../support/test-database.ts'
import { startWebServer } from '../support/web-server.ts'
import { startBrowser, whyNoBrowser } from './chromium.ts'

const skip = whyNoBrowser()
/** A site whose owner has its names lead to this machine. */
const RESOLVE = '--host-resolver-rules=MAP *.example 127.0.0.1'

/** Starts the server of another site with a page that does nothing by itself. @returns its port. */
async function startOtherSite(t: Teardown): Promise<string> {
  const page = { type: 'text/html', body: '<!doctype html><title>other</title>' }
  const sandbox = { ...page, headers: { 'content-security-policy': 'sandbox allow-scripts' } }
  const { origin } = await startWebServer(t, { '/': page, '/sandbox': sandbox })
  return new URL(origin).port
}

/** What a page gets to see of its attempt: an opaque answer, an answer or an error. */
function send(page: Page, url: string, init: Record<string, unknown>): Promise<string> {
  return page.evaluate(
    `fetch(${JSON.stringify(url)}, ${JSON.stringify(init)}).then((r) => r.type + ' ' + r.status, (e) => e.name)`,
  )
}

t.test('pages of other sites and a service without sign-in', { skip }, async (t) => {
  const app = await buildApp(t)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = new URL(url)
  const otherPort = await startOtherSite(t)
  const created = await app.inject({ method: 'POST', url: '/api/kits', payload: { name: 'Amplifier' } })
  const archive = `${url}/api/kits/${created.json().id}/archive`
  const isArchived = async () => (await app.inject(`/api/kits/${created.json().id}`)).json().status === 'archived'
  const answers: number[] = []
  const browser = await startBrowser(t, [RESOLVE])
  const page = await browser.newPage()
  page.on('response', (response) => answers.push(response.status()))

  for (const site of [`http://evil.example:${otherPort}`, `http://127.0.0.1:${otherPort}`]) {
    await page.goto(site)
    t.equal(await send(page, archive, { method: 'POST', mode: 'no-cors' }), 'opaque 0')
    t.equal(answers.at(-1), 403, `${site}: a request without a body`)
    await page.setContent(`<form method="post" action="${archive}"><button>x</button></form>`)
    const [answer] = await Promise.all([page.waitForResponse(archive), page.click('button')])
    t.equal(answer.status(), 403, `${site}: a form`)
    await page.goto(`${site}/sandbox`)
    t.equal(await page.evaluate('origin'), 'null')
    t.equal(await send(page, archive, { method: 'POST', mode: 'no-cors' }), 'opaque 0')
    t.equal(answers.at(-1), 403, `${site}: a page in a sandbox`)
  }
  t.equal(await isArchived(), false)

  const rebound = await page.goto(`http://evil.example:${port}/api/parts`)
  t.equal(rebound?.status(), 403, 'a name of another site that leads here')

  await page.goto(`${url}/api/docs/swagger/`)
  t.equal(await send(page, '/api/parts', {}), 'basic 200')
  t.equal(await send(page, archive, { method: 'POST' }), 'basic 200', "the service's own page")
  t.equal(await isArchived(), true)
})

t.test('pages of another port and a session in cookies', { skip }, async (t) => {
  const setup = await startSignIn(t)
  const { baseurl } = setup
  const eddie = await signIn(setup, 'eddie')
  const context = await (await startBrowser(t)).newContext()
  await context.addCookies([
    { name: 'access_token', value: eddie.cookie(baseurl, 'access_token') ?? '', url: baseurl, sameSite: 'Lax' },
  ])
  const page = await context.newPage()
  const archive = `${baseurl}/api/kits/4711/archive`
  const statusOf = async (act: () => Promise<unknown>) => {
    const [answer] = await Promise.all([page.waitForResponse(archive), act()])
    return answer.status()
  }

  await page.goto(`http://127.0.0.1:${await startOtherSite(t)}`)
  const init = { method: 'POST', mode: 'no-cors', credentials: 'include' }
  t.equal(await statusOf(() => send(page, archive, init)), 403)
  await page.goto(`${baseurl}/api/docs/swagger/`)
  t.equal(await statusOf(() => send(page, archive, { method: 'POST' })), 404, 'the cookie was there')
})
