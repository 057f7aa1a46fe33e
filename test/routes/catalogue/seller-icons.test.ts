import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import t from 'tap'
import type { Statement } from '../../../plugins/database/statement.ts'
import { SellerIconService } from '../../../services/catalogue/seller-icons/seller-icon-service.ts'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'
import { pngOf } from '../../support/pictures.ts'
import { until } from '../../support/until.ts'
import { formBody } from '../../support/upload-form.ts'
import { startWebServer } from '../../support/web-server.ts'

const LARGE = { type: 'image/png', body: await pngOf('#c00', 180) }
const SMALL = { type: 'image/png', body: await pngOf('#00c', 16) }
const PAGE = (head: string) => ({ type: 'text/html', body: `<html><head>${head}</head><body>Shop</body></html>` })
const SETTINGS = { outboundAllowedHosts: ['127.0.0.1'] }

async function sellerAt({ inject }: Pick<FastifyInstance, 'inject'>, name: string, website: string): Promise<string> {
  const made = await inject({ method: 'POST', url: '/api/sellers', payload: { name, website } })
  return `/api/sellers/${made.json().id}/icon`
}

t.test('with the placeholder the icon comes from the service itself and no third party is told', async (t) => {
  const app = await buildApp(t, { settings: { sellerIconSource: 'placeholder' } })
  const payload = { name: 'Mouser', website: 'https://www.mouser.com' }
  const seller = (await app.inject({ method: 'POST', url: '/api/sellers', payload })).json()
  t.equal((await app.inject('/api/sellers')).json()[0].logo_url, seller.logo_url)

  await addPart(app.db, 'ICON')
  const link = await app.inject({
    method: 'POST',
    url: '/api/parts/ICON/seller-links',
    payload: { seller_id: seller.id, link: 'https://www.mouser.com/1' },
  })
  t.equal(link.json().logo_url, seller.logo_url)

  const icon = await app.inject(seller.logo_url)
  t.equal(icon.statusCode, 200)
  t.equal(icon.headers['content-type'], 'image/svg+xml')
  t.equal(icon.headers['x-content-type-options'], 'nosniff')
  t.match(icon.headers['content-security-policy'], /default-src 'none'.*sandbox/)
  t.match(icon.body, /^<svg .*<\/svg>$/)

  await app.db.query('update sellers set logo_s3_key = $1', [`cas/${'f'.repeat(64)}`])
  t.equal((await app.inject('/api/sellers')).json()[0].logo_url, `/api/cas/${'f'.repeat(64)}`)
})

t.test('the website of a seller is asked once for its icon, which is kept', async (t) => {
  const shop = await startWebServer(t, {
    '/': PAGE('<link rel="icon" href="/small.png"><link rel="apple-touch-icon" href="/large.png">'),
    '/small.png': SMALL,
    '/large.png': LARGE,
  })
  const app = await buildApp(t, { settings: SETTINGS })
  const url = await sellerAt(app, 'Shop', shop.origin)

  const first = await app.inject(url)
  t.equal(first.statusCode, 204)
  t.equal(first.headers['cache-control'], 'no-store')
  await until(async () => (await app.inject(url)).statusCode === 200)
  const icon = await app.inject(url)
  t.match(icon.headers, {
    'content-type': 'image/png',
    'cache-control': 'private, max-age=3600',
    'x-content-type-options': 'nosniff',
    'content-security-policy': /sandbox/,
  })
  t.match(await sharp(icon.rawPayload).metadata(), { width: 64, height: 64, format: 'png' })
  const known = await app.inject({ url, headers: { 'if-none-match': String(icon.headers.etag) } })
  t.equal(known.statusCode, 304)
  t.strictSame(shop.asked, ['/', '/large.png'])
})

t.test('a shop whose page refuses programs has its icon at the usual address, also as a drawing', async (t) => {
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><rect width="32" height="32"/></svg>'
  const shop = await startWebServer(t, {
    '/': { status: 403 },
    '/favicon.ico': { type: 'image/svg+xml', body: drawing },
  })
  const app = await buildApp(t, { settings: SETTINGS })
  const url = await sellerAt(app, 'Shop', shop.origin)
  await until(async () => (await app.inject(url)).statusCode === 200)
  t.equal((await app.inject(url)).headers['content-type'], 'image/png')
})

t.test('a website without an icon is asked again after a day, and another website at once', async (t) => {
  const shop = await startWebServer(t, {
    '/': PAGE('<link rel="icon" href="/missing.png"><link rel="icon" href="/dot.png">'),
    '/dot.png': { type: 'image/png', body: await pngOf('#c00', 1) },
    '/favicon.ico': PAGE('<title>Not found</title>'),
  })
  const other = await startWebServer(t, { '/favicon.ico': SMALL })
  const app = await buildApp(t, { settings: SETTINGS })
  const url = await sellerAt(app, 'Shop', shop.origin)
  const settled = () => until(async () => (await app.inject(url)).headers['cache-control'] !== 'no-store')

  await settled()
  t.equal((await app.inject(url)).statusCode, 204)
  const asked = () => shop.asked.filter((path) => path === '/missing.png').length
  t.strictSame(shop.asked, ['/', '/missing.png', '/dot.png', '/favicon.ico'])
  await app.db.query("update seller_icons set looked_at = now() - interval '25 hours'")
  await settled()
  t.equal(asked(), 2)
  await app.inject({ method: 'PUT', url: url.replace('/icon', ''), payload: { website: other.origin } })
  await until(async () => (await app.inject(url)).statusCode === 200)
  t.strictSame(other.asked, ['/', '/favicon.ico'])
})

t.test('who has read of an icon before it was found has nobody ask for it again', async (t) => {
  const shop = await startWebServer(t, { '/favicon.ico': SMALL })
  const app = await buildApp(t, { settings: SETTINGS })
  await sellerAt(app, 'Shop', shop.origin)
  const [seller] = await app.db.query<{ id: number }>('select id from sellers')
  const [read, late] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let isLate = false
  let lookups = 0
  const icons = new SellerIconService({
    db: {
      async query<Row>(asked: Statement<Row> | string, values: readonly unknown[] = []): Promise<Row[]> {
        if (!isLate) return app.db.query(asked, values)
        const rows = await app.db.query(asked, values)
        read.resolve()
        await late.promise
        return rows
      },
    },
    icons: {
      async find(website, signal) {
        lookups++
        await read.promise
        return app.siteIcons.find(website, signal)
      },
    },
    looksForIcons: true,
    log: app.log,
  })
  t.teardown(() => icons.close())
  const id = seller?.id ?? 0
  t.match(await icons.get(id), { none: true, isDue: true })
  isLate = true
  const second = icons.get(id)
  isLate = false
  await until(async () => 'icon' in (await icons.get(id)))
  late.resolve()
  t.match(await second, { none: true, isDue: true }, 'it was asked before the icon was there')
  await icons.get(id)
  t.equal(lookups, 1)
})

t.test('no address within the network is asked, and what is no website is none', async (t) => {
  const shop = await startWebServer(t, { '/favicon.ico': SMALL })
  const app = await buildApp(t)
  for (const website of [shop.origin, 'around the corner']) {
    const url = await sellerAt(app, website, website)
    await until(async () => (await app.inject(url)).headers['cache-control'] !== 'no-store')
    t.equal((await app.inject(url)).statusCode, 204, website)
  }
  t.strictSame(shop.asked, [])
})

t.test('a logo comes before the icon of the website', async (t) => {
  const app = await buildApp(t, { settings: SETTINGS })
  const shop = await startWebServer(t, { '/favicon.ico': SMALL })
  const url = await sellerAt(app, 'Shop', shop.origin)
  const form = formBody([{ name: 'file', filename: 'logo.png', content: LARGE.body }])
  t.equal((await app.inject({ method: 'PUT', url: url.replace('/icon', '/logo'), ...form })).statusCode, 200)
  const icon = await app.inject(url)
  t.equal(icon.headers['content-type'], 'image/jpeg')
  t.match(await sharp(icon.rawPayload).metadata(), { width: 64, height: 64 })
  t.strictSame(shop.asked, [])
  t.equal((await app.inject('/api/sellers/999999/icon')).statusCode, 404)
})

t.test('with the placeholder no website is asked', async (t) => {
  const shop = await startWebServer(t, { '/favicon.ico': SMALL })
  const app = await buildApp(t, { settings: { ...SETTINGS, sellerIconSource: 'placeholder' } })
  const answer = await app.inject(await sellerAt(app, 'Shop', shop.origin))
  t.match(answer, { statusCode: 204, headers: { 'cache-control': 'private, max-age=3600' } })
  t.strictSame(shop.asked, [])
})

t.test('the service closes while a website keeps it waiting', async (t) => {
  const { promise: asked, resolve } = Promise.withResolvers<void>()
  const shop = await startWebServer(t, { '/': () => resolve() })
  const app = await buildApp(t, { settings: SETTINGS })
  await app.inject(await sellerAt(app, 'Shop', shop.origin))
  await asked
  await app.close()
})
