import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { register } from 'prom-client'
import t, { type Test } from 'tap'
import { DownloadCache } from '../../../plugins/outbound/download-cache.ts'
import { Downloader } from '../../../plugins/outbound/downloader.ts'
import { OutboundClient } from '../../../plugins/outbound/outbound-client.ts'
import { startWebServer } from '../../support/web-server.ts'

const MAX_BYTES = 10_000
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
)

function setUp(t: Test) {
  const root = t.testdir()
  const [cached, temporary] = [join(root, 'downloads'), join(root, 'temporary')]
  const client = new OutboundClient({ allowLoopback: true, deadlineMs: 5000 })
  t.teardown(() => client.close())
  const told: string[] = []
  const tell = (fields: object | string) => {
    told.push(inspect(fields, { depth: 5 }))
  }
  const log = { debug: tell, info: tell, warn: tell, error: tell }
  const cache = new DownloadCache({ folder: cached, maxAgeMs: 60_000 })
  const downloads = new Downloader({ client, cache, folder: temporary, maxBytes: MAX_BYTES, log })
  return { downloads, cached, temporary, told }
}

async function outcomes(): Promise<Record<string, number>> {
  const metric = await register.getSingleMetric('outbound_downloads_total')?.get()
  return Object.fromEntries(metric?.values.map(({ labels, value }) => [String(labels.outcome), value]) ?? [])
}

/** How the counter changes while `work` is done. */
async function counted(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await outcomes()
  await work()
  const after = await outcomes()
  const changes = Object.entries(after).map(([outcome, value]) => [outcome, value - (before[outcome] ?? 0)] as const)
  return Object.fromEntries(changes.filter(([, change]) => change !== 0))
}

t.test('the same URL is fetched once', async (t) => {
  const { downloads, temporary } = setUp(t)
  const { origin, asked } = await startWebServer(t, {
    '/a.png': { type: 'image/png', body: PNG },
    '/moved': { status: 301, headers: { location: '/a.png' } },
  })
  const url = `${origin}/moved?key=secret`
  const changes = await counted(async () => {
    for (const _ of [1, 2, 3]) {
      const { file, contentType } = await downloads.download(url)
      t.equal(contentType, 'image/png')
      t.ok(Buffer.concat(await file.open().toArray()).equals(PNG))
      await file.dispose()
    }
  })
  t.same(changes, { success: 1, cached: 2 })
  t.same(asked, ['/moved?key=secret', '/a.png'])
  t.same(await readdir(temporary), [])
})

t.test('what fails is not kept, and is counted as what it is', async (t) => {
  const { downloads, cached, temporary } = setUp(t)
  const { origin, asked } = await startWebServer(t, {
    '/exact': { body: Buffer.alloc(MAX_BYTES) },
    '/large': { body: Buffer.alloc(MAX_BYTES + 1) },
    '/bomb': { body: gzipSync(Buffer.alloc(MAX_BYTES + 1)), headers: { 'content-encoding': 'gzip' } },
    '/inside': { status: 302, headers: { location: 'http://10.0.0.1/' } },
  })
  const fails = async (url: string, message: string | RegExp) => {
    await t.rejects(downloads.download(url), { name: 'OutboundError', message }, url)
  }
  t.same(await counted(() => fails(`${origin}/large`, 'Content too large')), { error: 1 })
  t.same(await counted(() => fails(`${origin}/bomb`, 'Content too large')), { error: 1 })
  t.same(await counted(() => fails(`${origin}/missing`, 'the server answered with status 404')), { error: 1 })
  t.same(await counted(() => fails(`${origin}/missing`, 'the server answered with status 404')), { error: 1 })
  t.same(await counted(() => fails('nonsense', /^Invalid URL/)), { error: 1 })
  t.same(await counted(() => fails('http://10.0.0.1/', /no server on the Internet/)), { blocked: 1 })
  t.same(await counted(() => fails(`${origin}/inside`, /no server on the Internet/)), { blocked: 1 })
  t.same(await counted(() => fails('http://user@example.com/', /^Invalid URL/)), { blocked: 1 })
  const aborted = AbortSignal.abort(new Error('not wanted any more'))
  const unwanted = () => t.rejects(downloads.download(`${origin}/exact`, { signal: aborted }), /not wanted any more/)
  t.same(await counted(unwanted), { error: 1 })
  t.same(asked, ['/large', '/bomb', '/missing', '/missing', '/inside'])
  t.same([...(await readdir(cached).catch(() => [])), ...(await readdir(temporary))], [], 'nothing is left')
  const exact = await downloads.download(`${origin}/exact`)
  t.equal(exact.file.size, MAX_BYTES)
})

t.test('the log says what users are not told, and no secret', async (t) => {
  const { downloads, told } = setUp(t)
  const { origin } = await startWebServer(t, {
    '/inside': { status: 302, headers: { location: 'http://10.0.0.1/' } },
  })
  await t.rejects(downloads.download(`${origin}/inside?api_key=t0ps3cret&q=lm358#t0ps3cret`))
  await t.rejects(downloads.download('http://someone:t0ps3cret@example.com/'))
  t.match(told[0], /not public: 10\.0\.0\.1/)
  t.match(told[0], /inside\?api_key=\*\*\*&q=lm358'/)
  t.match(told[1], /url: 'http:\/\/example\.com\/'/)
  t.notMatch(told.join(), /t0ps3cret/)
})

t.test('a cache that cannot be written to does not stop a download', async (t) => {
  const { downloads, cached, told } = setUp(t)
  await writeFile(cached, 'a file where the folder should be')
  const { origin } = await startWebServer(t, { '/a.png': { type: 'image/png', body: PNG } })
  const download = () => downloads.download(`${origin}/a.png`)
  t.same(await counted(download), { success: 1 })
  t.same(await counted(download), { success: 1 })
  t.equal(told.length, 2)
})

t.test('the type is what the server says, unless the bytes say something else', async (t) => {
  const { downloads } = setUp(t)
  const html = '\n\n <!DOCTYPE html><title>x</title>'
  const cases: [type: string | undefined, body: string | Buffer, expected: string][] = [
    ['text/html; charset=utf-8', 'x', 'text/html'],
    [undefined, html, 'text/html'],
    ['application/octet-stream', '%PDF-1.7', 'application/pdf'],
    ['application/pdf', 'junk in front of %PDF-1.7', 'application/pdf'],
    ['application/pdf', html, 'text/html'],
    ['application/pdf', 'Not found', 'text/plain'],
    ['image/jpg', PNG, 'image/png'],
    ['image/jpg', Buffer.from([1, 2, 3]), 'image/jpeg'],
    ['image/png', html, 'text/html'],
    ['IMAGE/PNG;x=y', PNG, 'image/png'],
    ['text/plain', PNG, 'image/png'],
    ['application/zip', 'PK\u0003\u0004', 'application/zip'],
    ['application/json', '{}', 'application/json'],
    ['image/png', '', 'application/x-empty'],
  ]
  for (const [index, [type, body, expected]] of cases.entries()) {
    const page = type === undefined ? { body } : { type, body }
    const { origin } = await startWebServer(t, { '/': page })
    t.equal((await downloads.download(`${origin}/?${index}`)).contentType, expected, `${type} ${index}`)
  }
})
