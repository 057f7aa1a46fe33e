import { once } from 'node:events'
import { createServer, request } from 'node:http'
import t from 'tap'
import { DEVICE_COOKIE, pairDevice } from '../support/own-sign-in.ts'
import type { Teardown } from '../support/test-database.ts'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

const PREFIX = '/lab/parts'

/** A reverse proxy that publishes a service below a prefix, which it removes; everything else is a 404. */
async function startProxy(t: Teardown, target: string): Promise<string> {
  const { hostname, port } = new URL(target)
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/'
    if (!path.startsWith(`${PREFIX}/`)) {
      outgoing.writeHead(404).end()
      return
    }
    const { method, headers } = incoming
    const onward = request({ hostname, port, method, headers, path: path.slice(PREFIX.length) }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
}

t.test('the pages behind a proxy that removes a prefix', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t, { settings: { basePath: PREFIX } })
  const { app } = pages
  const { converter } = await fillSmallInventory(app)
  const origin = await startProxy(t, pages.url)
  const { page, problems } = await pages.open(`${origin}${PREFIX}/parts/${converter}?act=take`)
  await page.getByRole('textbox', { name: 'Pieces' }).fill('4')
  await page.getByRole('textbox', { name: 'Pieces' }).press('Enter')
  await page.getByText(`Took 4 ${converter} from 2-12`).waitFor()
  t.strictSame(await stockOf(app, converter), { '2-12': 30 })
  await page.getByRole('link', { name: 'Boxes' }).first().click()
  await page.waitForURL(`${origin}${PREFIX}/boxes`)
  await page.getByText('58 free').waitFor()
  await page.reload()
  await page.getByText('58 free').waitFor()

  const watching = await pages.open(`${origin}${PREFIX}/boxes/2?slot=12`)
  await watching.page.getByText('30').first().waitFor()
  await app.inject({
    method: 'POST',
    url: `/api/inventory/parts/${converter}/stock`,
    payload: { box_no: 2, loc_no: 12, qty: 11 },
  })
  await watching.page.locator('[data-slot="12"]', { hasText: '41' }).waitFor()
  t.strictSame([...problems, ...watching.problems], [])
})

t.test('pairing behind a proxy that removes a prefix', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t, { settings: { basePath: PREFIX, authMode: 'own' } })
  const ada = await pairDevice(pages.app, 'Ada')
  const code = await pages.app.pairing.makeTerminalCode({ personId: ada.person })
  const origin = await startProxy(t, pages.url)
  const { page } = await pages.open(`${origin}${PREFIX}/boxes?view=list`)
  await page.getByRole('link', { name: 'Pair this device' }).click()
  await page.getByRole('textbox', { name: 'Code' }).fill(code)
  t.equal(new URL(page.url()).pathname, `${PREFIX}/pair`)
  await page.getByRole('button', { name: 'Pair', exact: true }).click()
  await page.waitForURL(`${origin}${PREFIX}/boxes?view=list`)
  await page.getByText('No boxes yet').waitFor()
  const cookie = (await page.context().cookies()).find(({ name }) => name === DEVICE_COOKIE)
  t.match(cookie, { path: PREFIX, httpOnly: true }, 'what else is below the origin does not get it')
})
