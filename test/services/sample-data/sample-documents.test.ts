import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { register } from 'prom-client'
import sharp from 'sharp'
import t from 'tap'
import { extractText, getDocumentProxy } from 'unpdf'
import type { BlobStore } from '../../../plugins/blob-storage/blob-store.ts'
import { syncPredefinedTypes } from '../../../services/catalogue/types/predefined-types.ts'
import { loadSampleData, SAMPLE_DATA, summarise } from '../../../services/sample-data/load-sample-data.ts'
import { buildApp } from '../../support/build-app.ts'

const root = t.testdir()

async function keysOf(blobs: BlobStore): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of blobs.list('cas/')) keys.push(key)
  return keys.sort()
}

async function outbound(): Promise<number> {
  const metric = await register.getSingleMetric('outbound_downloads_total')?.get()
  return metric?.values.reduce((sum, { value }) => sum + value, 0) ?? 0
}

const app = await buildApp(t, { settings: { dataDir: join(root, 'data') } })
await syncPredefinedTypes(app.db)
const before = await outbound()
const started = performance.now()
await loadSampleData(app.db, { blobs: app.blobs })
const milliseconds = performance.now() - started

t.test('the sample data have pictures, data sheets and links, without a network', async (t) => {
  t.comment(`loaded in ${milliseconds.toFixed(0)} ms`)
  t.equal(await outbound(), before)
  const counts = await app.db.query<{ type: string; count: number }>(
    'select attachment_type as type, count(*)::int as count from attachments group by 1',
  )
  const count = Object.fromEntries(counts.map(({ type, count }) => [type, count]))
  t.ok((count.image ?? 0) >= 50 && (count.pdf ?? 0) >= 12 && (count.url ?? 0) >= 20, JSON.stringify(count))
  t.match((await summarise(app.db)).at(-1), /^documents: \d+ attachments$/)
})

t.test('covers are pictures with thumbnails, of parts and kits alike', async (t) => {
  const part = (await app.inject('/api/parts/SHRG')).json()
  t.match(part.cover_url, /^\/api\/cas\/[0-9a-f]{64}$/)
  t.match(await sharp((await app.inject(part.cover_url)).rawPayload).metadata(), {
    format: 'png',
    width: 480,
    height: 360,
  })
  const thumbnail = await app.inject(`${part.cover_url}?thumbnail=150`)
  t.match(await sharp(thumbnail.rawPayload).metadata(), { format: 'jpeg', width: 150 })
  const kits = (await app.inject('/api/kits?status=active')).json()
  t.ok(kits.every(({ cover_url }: { cover_url: string | null }) => cover_url !== null))
})

t.test('a data sheet says what is known of the part', async (t) => {
  const { attachment_set_id } = (await app.inject('/api/parts/ABCD')).json()
  const documents: { attachment_type: string; attachment_url: string; preview_url: string; url: string }[] = (
    await app.inject(`/api/attachment-sets/${attachment_set_id}/attachments`)
  ).json()
  t.same(
    documents.map(({ attachment_type }) => attachment_type),
    ['image', 'pdf', 'url'],
  )
  const [, sheet, link] = documents
  const pdf = await app.inject(sheet?.attachment_url ?? '')
  t.match(pdf.headers, { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="abcd.pdf"' })
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf.rawPayload)), { mergePages: true })
  t.match(text, /CFR-25JB-52-10K\s+Carbon film resistor 10 kOhm 5 % 1\/4 W/)
  t.match(link, { attachment_url: null, preview_url: null, url: /^https:/ })
})

t.test('sellers have logos of their own', async (t) => {
  const sellers: { logo_url: string }[] = (await app.inject('/api/sellers')).json()
  for (const { logo_url } of sellers) {
    const logo = await app.inject(logo_url)
    t.equal(logo.headers['content-type'], 'image/svg+xml')
    t.match(await sharp(logo.rawPayload).metadata(), { width: 32, height: 32 })
  }
  t.equal(new Set(sellers.map(({ logo_url }) => logo_url)).size, 8)
})

t.test('a document that is wrong is refused before anything is drawn; the same data give the same files', async (t) => {
  const other = await buildApp(t, { settings: { dataDir: t.testdir() } })
  await syncPredefinedTypes(other.db)
  const cases: [file: string, text: string, message: RegExp][] = [
    ['documents.json', '[{"part_key":"NONE","title":"x","datasheet":true}]', /unknown part 'NONE' in documents\.json/],
    ['documents.json', '[{"kit_name":"None","title":"x","drawing":{"shape":"tab package"}}]', /unknown kit 'None'/],
    ['documents.json', '[{"part_key":"ABCD","title":"x","url":"http://example.com"}]', /entry 1 of documents\.json/],
    ['documents.json', '[{"part_key":"ABCD","title":"x","drawing":{"shape":"cat"}}]', /entry 1 of documents\.json/],
    ['seller-logos.json', '[{"seller_id":99,"motif":"bolt","colour":"#000000"}]', /unknown seller '99'/],
    ['seller-logos.json', '[{"seller_id":1,"motif":"bolt","colour":"red\\"/>"}]', /entry 1 of seller-logos\.json/],
  ]
  for (const [file, text, message] of cases) {
    const dir = join(root, 'wrong')
    await cp(SAMPLE_DATA, dir, { recursive: true })
    await writeFile(join(dir, file), text)
    const folder = pathToFileURL(`${dir}/`)
    await t.rejects(loadSampleData(other.db, { blobs: other.blobs, folder }), { code: 'INVALID_OPERATION', message })
  }
  t.same(await keysOf(other.blobs), [])
  await loadSampleData(other.db, { blobs: other.blobs })
  t.same(await keysOf(other.blobs), await keysOf(app.blobs))
})

t.test('a second load into the same inventory is refused and changes nothing', async (t) => {
  const counted = async () => (await summarise(app.db)).join()
  const [summary, keys] = [await counted(), await keysOf(app.blobs)]
  await t.rejects(loadSampleData(app.db, { blobs: app.blobs }))
  t.equal(await counted(), summary)
  t.same(await keysOf(app.blobs), keys)
})
