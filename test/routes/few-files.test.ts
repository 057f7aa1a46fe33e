import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import sharp from 'sharp'
import t from 'tap'
import { bitmapFile } from '../support/bitmaps.ts'
import { buildApp } from '../support/build-app.ts'
import { canLimitFiles, withFreeFiles } from '../support/few-files.ts'
import { addBox, addPart, addStock } from '../support/inventory-rows.ts'
import { addKit, jsonClient } from '../support/kit-rows.ts'
import { pdfOf, pngOf } from '../support/pictures.ts'
import { addSet, formBody, upload, uploadRequest } from '../support/upload-form.ts'
import { startWebServer } from '../support/web-server.ts'

/**
 * Files that can be opened, at which something else fails each time. The web server of the test needs one for each
 * connection as well.
 */
const FREE = [0, 2, 4]
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
const LONG = Array.from({ length: 1500 }, (_, n) => `word${n.toString(36)}`).join(' ')

const folder = t.testdir({ web: { 'index.html': '<!doctype html><title>Page</title>', 'page.js': 'let page' } })
const dataDir = join(folder, 'data')
await mkdir(join(dataDir, 'tls'), { recursive: true })
const app = await buildApp(t, {
  settings: {
    dataDir,
    webRoot: join(folder, 'web'),
    appEnv: 'testing',
    outboundAllowedHosts: ['localhost'],
    allowedImageTypes: ['image/png', 'image/tiff', 'image/bmp', 'image/svg+xml'],
  },
})
const send = jsonClient(app)
const png = await pngOf('#246', 40)
const web = await startWebServer(t, { '/a.png': { type: 'image/png', body: png } })

const setId = await addSet(app)
const box = await addBox(app.db, 10)
const part = await addPart(app.db, 'WWJM')
await addStock(app.db, part, box, 1, 50)
const kit = await addKit(app, 'Clock', [[part, 1]])
const pickList = (await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 })).body.id
const seller = (await send('POST', '/sellers', { name: 'Shop', website: 'https://shop.example' })).body.id

/** Bytes and addresses that no request had before: nothing is found in a store or a cache. */
let count = 0
const colour = () => `#${(count++ % 4096).toString(16).padStart(3, '0')}`
function fresh(path: string, type: string, body: Buffer | string): string {
  const address = `/${count++}${path}`
  web.pages[address] = { type, body }
  return encodeURIComponent(web.origin + address)
}
const post = (url: string, payload: object): InjectOptions => ({ method: 'POST', url: `/api${url}`, payload })
const file = (content: Buffer | string, filename: string) => ({ name: 'file', filename, content })
const page = '<title>LM358</title><meta property="og:image" content="/a.png">'

const REQUESTS: Record<string, () => Promise<InjectOptions> | InjectOptions> = {
  'upload of a PNG': async () => uploadRequest(setId, await pngOf(colour(), 9)),
  'upload of a TIFF': async () =>
    uploadRequest(
      setId,
      await sharp(await pngOf(colour(), 9))
        .tiff()
        .toBuffer(),
    ),
  'upload of a BMP': () =>
    uploadRequest(
      setId,
      bitmapFile(3, 3, () => [count++ % 256, 0, 0]),
    ),
  'upload of an SVG': () => uploadRequest(setId, SVG.replace('<rect', `<!-- ${count++} --><rect`)),
  'upload of a PDF': () => uploadRequest(setId, pdfOf(colour())),
  'logo of a seller': async () => ({
    method: 'PUT',
    url: `/api/sellers/${seller}/logo`,
    ...formBody([file(await pngOf(colour(), 9), 'logo.png')]),
  }),
  'import of a file': () => ({
    method: 'POST',
    url: '/api/imports',
    ...formBody([file(`Description;Quantity\nResistor ${count++};1\n`, 'list.csv')]),
  }),
  'import of a text': () => post('/imports', { text: `Description;Quantity\nResistor ${count++};1\n` }),
  'a PDF by its address': async () => {
    const url = decodeURIComponent(fresh('.pdf', 'application/pdf', pdfOf(colour())))
    return post(`/attachment-sets/${setId}/attachments`, { title: 'Sheet', url })
  },
  'a page by its address': () =>
    post(`/attachment-sets/${setId}/attachments`, {
      title: 'Page',
      url: decodeURIComponent(fresh('', 'text/html', page)),
    }),
  preview: () => post('/parts/attachment-preview', { url: decodeURIComponent(fresh('', 'text/html', page)) }),
  'picture of a preview': () => ({
    url: `/api/parts/attachment-preview/image?url=${fresh('', 'text/html', page)}`,
  }),
  'content of an address': () => ({
    url: `/api/parts/attachment-proxy/content?url=${fresh('.png', 'image/png', png)}`,
  }),
  'an address with a name': () => ({
    url: `/api/parts/attachment-proxy/content?url=${fresh('.png', 'image/png', png).replace('127.0.0.1', 'localhost')}`,
  }),
  'labels as PDF': () => post('/labels', { items: [{ kind: 'part', id: 'WWJM' }], template: 'roll-62x29' }),
  'labels as PNG': () =>
    post('/labels', { items: [{ kind: 'part', id: 'WWJM' }], template: 'roll-62x29', format: 'png' }),
  'report of a pick list': () => ({ url: `/api/pick-lists/${pickList}/pdf` }),
  'table of parts': () => ({ url: '/api/exports/parts?format=xlsx' }),
  'export of everything': () => ({ url: '/api/exports/inventory' }),
  'a part with a long text': () => post('/parts', { description: `${LONG} ${count++}` }),
  'index page': () => ({ url: '/', headers: { accept: 'text/html' } }),
  'a page of the front end': () => ({ url: '/parts', headers: { accept: 'text/html' } }),
  'a file of the front end': () => ({ url: '/page.js' }),
  'a style sheet of the API reference': () => ({ url: '/api/docs/swagger/static/swagger-ui.css' }),
  'API reference': () => ({ url: '/api/docs/swagger/' }),
  'certificate of the authority': () => ({ url: '/ca.crt' }),
  'list of parts': () => ({ url: '/api/parts' }),
}

async function thumbnail(): Promise<InjectOptions> {
  const { attachment_url: url } = await upload(app, setId, await pngOf(colour(), 200))
  return { url: `${url}?thumbnail=150` }
}

async function stored(): Promise<InjectOptions> {
  const { attachment_url: url } = await upload(app, setId, await pngOf(colour(), 200))
  return { url }
}

t.test('without files a request is answered 503, and never as wrong; with files again as ever', async (t) => {
  if (!canLimitFiles(t)) return
  const { authorityCert } = (await import('../../plugins/tls/tls-paths.ts')).tlsPaths(dataDir)
  await mkdir(join(authorityCert, '..'), { recursive: true })
  await writeFile(authorityCert, 'a certificate')
  for (const [what, make] of Object.entries({ ...REQUESTS, 'a thumbnail': thumbnail, 'a stored picture': stored })) {
    const first = await app.inject(await make())
    t.ok(first.statusCode < 300, `${what} before: ${first.statusCode} ${first.body.slice(0, 200)}`)
    for (const free of FREE) {
      const request = await make()
      const answer = await withFreeFiles(free, () => app.inject(request))
      if (answer.statusCode < 300) continue
      t.equal(answer.statusCode, 503, `${what} with ${free}: ${answer.body.slice(0, 300)}`)
      t.match(answer.headers['retry-after'], /^\d+$/, what)
      const again = await app.inject(request)
      t.ok(again.statusCode < 300, `${what} after ${free}: ${again.statusCode} ${again.body.slice(0, 300)}`)
    }
  }
})
