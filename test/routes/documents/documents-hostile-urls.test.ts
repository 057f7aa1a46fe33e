import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { HOSTILE_ANSWERS, SLOW_ANSWERS, startHostileServer } from '../../support/hostile-server.ts'
import { HOSTILE_TARGETS, HOSTILE_URLS } from '../../support/hostile-urls.ts'
import { addPart } from '../../support/inventory-rows.ts'

const MEBIBYTE = 2 ** 20
/** Everything that may be said of a URL that brings nothing. */
const REASONS =
  /^(Invalid URL: (it must begin with http:\/\/ or https:\/\/ and name a host|it must not contain a user name or a password|the host name is not complete)|no server on the Internet could be reached there|Content too large|the download took too long|the answer broke off or is damaged|the answer has too many encodings|the server redirects too often|the server answered with status \d{3})$/

const root = t.testdir()

async function setUp(name: string, settings: object = {}) {
  const dataDir = join(root, name)
  const app = await buildApp(t, { settings: { dataDir, maxFileSize: MEBIBYTE, ...settings } })
  await addPart(app.db, 'AAAA')
  const [set] = await app.db.query<{ id: number }>('select attachment_set_id as id from parts')
  const stored = async () => {
    const folders = ['temporary', 'downloads', 'blobs', 'thumbnails']
    const files = await Promise.all(
      folders.map((name) => readdir(join(dataDir, name), { recursive: true }).catch(() => [])),
    )
    return [
      ...files.flat().filter((name) => /\.(part|bin|json)$|[0-9a-f]{64}/.test(name)),
      ...(await app.db.query('select 1 from attachments')),
    ]
  }
  return { app, setId: set?.id ?? 0, stored }
}

/** Lets nobody inside. */
const closed = setUp('closed')
/** Lets everybody to one address of this machine, where the test's own server is. */
const open = setUp('open', { outboundAllowedHosts: ['127.0.0.1'] })
/** The same, without patience. */
const hasty = setUp('hasty', { outboundAllowedHosts: ['127.0.0.1'], outboundTimeoutSeconds: 1 })

/** Sends a URL to every endpoint that takes one and checks that each refuses it. @returns the reason. */
async function refusedByAll(t: Test, app: FastifyInstance, setId: number, url: string, what: string): Promise<string> {
  const query = new URLSearchParams({ url })
  const [preview, attached, picture, proxied] = await Promise.all([
    app.inject({ method: 'POST', url: '/api/parts/attachment-preview', payload: { url } }),
    app.inject({ method: 'POST', url: `/api/attachment-sets/${setId}/attachments`, payload: { title: 'x', url } }),
    app.inject(`/api/parts/attachment-preview/image?${query}`),
    app.inject(`/api/parts/attachment-proxy/content?${query}`),
  ])
  t.equal(preview.statusCode, 400, what)
  t.match(preview.json(), { error: 'Failed to extract URL preview', details: { message: REASONS } }, what)
  const reason: string = preview.json().details.message
  t.equal(attached.statusCode, 409, what)
  t.match(attached.json(), {
    error: `Cannot create URL attachment because failed to process URL: ${reason}`,
    code: 'INVALID_OPERATION',
  })
  t.equal(picture.statusCode, 404, what)
  t.equal(picture.json().error, 'No preview image available', what)
  t.equal(proxied.statusCode, 404, what)
  t.equal(proxied.json().error, `Failed to retrieve content: ${reason}`, what)
  for (const { headers } of [picture, proxied]) t.equal(headers['cache-control'] ?? 'no-store', 'no-store', what)
  return reason
}

t.test('URLs that lead inside, or nowhere, are refused by every endpoint, and nothing is stored', async (t) => {
  const { app, setId, stored } = await closed
  for (const { what, url, invalid = false } of HOSTILE_URLS) {
    // Refused as a text already: that is its own test.
    if (url.includes('\0')) continue
    const reason = await refusedByAll(t, app, setId, url, what)
    t.match(reason, invalid ? /^Invalid URL/ : /^no server on the Internet could be reached there$/, what)
  }
  t.same(await stored(), [])
})

t.test('a URL with a NUL is no text', async (t) => {
  const { app, setId } = await closed
  const url = 'http://example.com/\0'
  const payload = { title: 'x', url }
  const query = new URLSearchParams({ url })
  for (const request of [
    { method: 'POST', url: '/api/parts/attachment-preview', payload },
    { method: 'POST', url: `/api/attachment-sets/${setId}/attachments`, payload },
    { url: `/api/parts/attachment-preview/image?${query}` },
    { url: `/api/parts/attachment-proxy/content?${query}` },
  ] as const) {
    const response = await app.inject(request)
    t.equal(response.statusCode, 400)
    t.match(response.json(), { error: 'url must not contain the character U+0000', details: { field: 'url' } })
  }
})

t.test('servers that answer as nobody should are refused by every endpoint, within bounds of memory', async (t) => {
  const { app, setId, stored } = await open
  const { origin } = await startHostileServer(t)
  await app.urlReader.fetch(`${origin}/fine.txt`).then(({ file }) => file.dispose())
  const expected = await stored()
  const before = process.resourceUsage().maxRSS / 1024
  await Promise.all(
    HOSTILE_ANSWERS.map(async ({ what, path, reason }) => {
      t.match(await refusedByAll(t, app, setId, `${origin}${path}`, what), reason, what)
    }),
  )
  const grown = process.resourceUsage().maxRSS / 1024 - before
  t.ok(grown < 150, `memory: ${grown} MiB`)
  t.same(await stored(), expected)
})

t.test('servers that take too long are given up by every endpoint', async (t) => {
  const { app, setId, stored } = await hasty
  const { origin } = await startHostileServer(t)
  await Promise.all(
    SLOW_ANSWERS.map(async ({ what, path, reason }) => {
      t.match(await refusedByAll(t, app, setId, `${origin}${path}`, what), reason, what)
    }),
  )
  t.same(await stored(), [])
})

t.test('redirects to where the service must not go are refused by every endpoint', async (t) => {
  const { app, setId, stored } = await open
  const { origin, asked } = await startHostileServer(t)
  const before = await stored()
  for (const target of HOSTILE_TARGETS) {
    asked.length = 0
    const url = `${origin}/to?location=${encodeURIComponent(target)}`
    await refusedByAll(t, app, setId, url, target)
    t.equal(asked.length, 4, target)
  }
  t.same(await stored(), before)
})

t.test('a page is no redirect, whatever it says', async (t) => {
  const { app } = await open
  const { origin, asked } = await startHostileServer(t)
  const page = encodeURIComponent(
    '<meta http-equiv="refresh" content="0; url=/fine.txt"><script>location = "/fine.txt"</script>',
  )
  const url = `${origin}/page?html=${page}`
  const { statusCode } = await app.inject({ method: 'POST', url: '/api/parts/attachment-preview', payload: { url } })
  t.equal(statusCode, 200)
  t.same(asked.slice(1), ['/favicon.ico'], 'but the icon of its site')
})

t.test('what a page names is checked like everything else', async (t) => {
  const { app, setId } = await open
  const { origin, asked } = await startHostileServer(t)
  for (const target of [
    'http://127.0.0.2/',
    'http://[::1]/',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'http://localhost/',
  ]) {
    const location = `${origin}/to?location=${encodeURIComponent(target)}`
    const html = `<meta property="og:image" content="${target}"><meta name="twitter:image" content="${location}">`
    const url = `${origin}/page?html=${encodeURIComponent(html)}`
    asked.length = 0
    const payload = { title: 'x', url }
    const attached = await app.inject({ method: 'POST', url: `/api/attachment-sets/${setId}/attachments`, payload })
    t.match(attached.json(), { attachment_type: 'url', attachment_url: null, preview_url: null }, target)
    // The icon of the site is asked for as well, once.
    t.equal(asked.filter((path) => path !== '/favicon.ico').length, 2, target)
  }
})
