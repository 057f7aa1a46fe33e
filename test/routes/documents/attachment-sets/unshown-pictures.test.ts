import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import t from 'tap'
import { bitmapFile } from '../../../support/bitmaps.ts'
import { buildApp } from '../../../support/build-app.ts'
import { pngOfSize } from '../../../support/hostile-files/png.ts'
import { addSet, formBody, upload, uploadRequest } from '../../../support/upload-form.ts'

const dataDir = t.testdir()
const allowedImageTypes = ['jpeg', 'png', 'webp', 'svg+xml', 'gif', 'avif', 'tiff', 'bmp', 'heic'].map(
  (type) => `image/${type}`,
)
const app = await buildApp(t, { settings: { dataDir, allowedImageTypes } })
const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#c20' } })
const png = await picture.clone().png().toBuffer()

const unshown: Record<string, [content: Buffer | string, reason: RegExp]> = {
  'half a picture': [png.subarray(0, png.length / 2), /damaged/],
  'a header alone': [png.subarray(0, 33), /damaged/],
  'a HEIC picture': [Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\0', 'latin1'), /HEIC.*save it as JPEG/],
  'too many pixels': [pngOfSize(20_000, 20_000), /20000 × 20000 pixels/],
  'a drawing that is no XML': ['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g', /cannot be drawn/],
  'half a bitmap': [bitmapFile(9, 9, () => [1, 2, 3]).subarray(0, 100), /not whole/],
}
const stored = () => readdir(join(dataDir, 'blobs', 'cas')).catch((): string[] => [])

t.test('a picture that cannot be shown is refused with the reason, and nothing is left of it', async (t) => {
  const setId = await addSet(app)
  for (const [what, [content, reason]] of Object.entries(unshown)) {
    const response = await app.inject(uploadRequest(setId, content))
    t.equal(response.statusCode, 409, what)
    const { code, error } = response.json()
    t.equal(code, 'INVALID_OPERATION')
    t.match(error, /^Cannot create file attachment because the picture cannot be shown: /, what)
    t.match(error, reason, what)
  }
  t.same(await stored(), [])
  t.same(await readdir(join(dataDir, 'temporary')), [])
  t.same((await app.inject(`/api/attachment-sets/${setId}/attachments`)).json(), [])
})

t.test('so is such a logo, and the seller keeps the one it has', async (t) => {
  const seller = await app.inject({ method: 'POST', url: '/api/sellers', payload: { name: 'S', website: 'x' } })
  const url = `/api/sellers/${seller.json().id}/logo`
  const set = (content: Buffer | string) =>
    app.inject({ method: 'PUT', url, ...formBody([{ name: 'file', filename: 'x.png', content }]) })
  const { logo_url } = (await set(png)).json()
  for (const [what, [content, reason]] of Object.entries(unshown)) {
    const response = await set(content)
    t.equal(response.statusCode, 409, what)
    t.match(response.json().error, /^Cannot set logo because the picture cannot be shown: /, what)
    t.match(response.json().error, reason, what)
  }
  t.equal((await app.inject('/api/sellers')).json()[0].logo_url, logo_url)
})

t.test('every type that may be allowed is shown once it is stored', async (t) => {
  const setId = await addSet(app)
  const formats: Record<string, Buffer | string> = {
    bmp: bitmapFile(60, 40, () => [200, 30, 0]),
    svg: '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="red"/></svg>',
  }
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const) {
    formats[format] = await picture.clone().toFormat(format).toBuffer()
  }
  for (const [format, content] of Object.entries(formats)) {
    const { preview_url } = await upload(app, setId, content)
    const [address] = preview_url.split('?')
    const thumbnail = await app.inject(`${address}?thumbnail=30`)
    t.equal(thumbnail.statusCode, 200, format)
    t.match(await sharp(thumbnail.rawPayload).metadata(), { format: 'jpeg', width: 30, height: 20 }, format)
  }
})

t.test('a decoder that cannot be started is no fault of the picture', async (t) => {
  const setId = await addSet(app)
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8z"/></svg>'
  const { execPath } = process
  t.teardown(() => {
    process.execPath = execPath
  })
  process.execPath = '/nowhere/node'
  const refused = await app.inject(uploadRequest(setId, drawing))
  t.equal(refused.statusCode, 503)
  t.match(refused.json(), { code: 'PICTURE_UNAVAILABLE' })
  t.match(refused.headers, { 'retry-after': /^\d+$/ })
  process.execPath = execPath
  const { preview_url } = await upload(app, setId, drawing)
  const [address] = preview_url.split('?')
  t.equal((await app.inject(`${address}?thumbnail=150`)).statusCode, 200)
})
