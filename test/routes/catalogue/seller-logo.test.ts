import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { pdfOf, pngOf } from '../../support/pictures.ts'
import { startS3 } from '../../support/s3-server.ts'
import { addSet, type FormPart, formBody, upload } from '../../support/upload-form.ts'

const dataDir = t.testdir()
const app = await buildApp(t, { settings: { dataDir, maxImageSize: 2048 } })
const [red, blue] = [await pngOf('#f00'), await pngOf('#00f')]
const urlOf = (bytes: Buffer | string) => `/api/cas/${createHash('sha256').update(bytes).digest('hex')}`
const stored = () => readdir(join(dataDir, 'blobs', 'cas')).catch((): string[] => [])

async function addSeller(name: string, instance = app) {
  const payload = { name, website: 'https://shop.example' }
  return (await instance.inject({ method: 'POST', url: '/api/sellers', payload })).json()
}

function put(sellerId: number, parts: readonly FormPart[], instance = app) {
  return instance.inject({ method: 'PUT', url: `/api/sellers/${sellerId}/logo`, ...formBody(parts) })
}

const file = (content: Buffer | string, filename = 'logo.png'): FormPart => ({ name: 'file', filename, content })

t.test('a logo is set, replaced and removed; what was stored stays', async (t) => {
  const seller = await addSeller('Logos')
  const set = await put(seller.id, [file(red)])
  t.equal(set.statusCode, 200)
  const { updated_at } = set.json()
  t.same(set.json(), { ...seller, logo_url: urlOf(red), updated_at })
  t.same((await app.inject(`/api/sellers/${seller.id}`)).json(), set.json())
  const shown = await app.inject(urlOf(red))
  t.equal(shown.headers['content-type'], 'image/png', 'as it is, without a parameter')
  t.ok(shown.rawPayload.equals(red))

  t.equal((await put(seller.id, [file(blue)])).json().logo_url, urlOf(blue))
  t.equal((await app.inject(urlOf(red))).statusCode, 200)
  const count = (await stored()).length
  t.equal((await put(seller.id, [file(red)])).json().logo_url, urlOf(red))
  t.equal((await stored()).length, count, 'the same bytes are stored once')
  await upload(app, await addSet(app), red)
  t.equal((await stored()).length, count, 'whoever has them')

  for (const _ of ['a logo', 'none']) {
    const removed = await app.inject({ method: 'DELETE', url: `/api/sellers/${seller.id}/logo` })
    t.equal(removed.statusCode, 200)
    t.equal(removed.json().logo_url, seller.logo_url)
  }
  t.equal((await app.inject(urlOf(red))).statusCode, 200)
  t.equal((await app.inject({ method: 'DELETE', url: '/api/sellers/9999/logo' })).statusCode, 404)
})

t.test('a drawing can be a logo, and is shown but never run', async (t) => {
  const { id } = await addSeller('Drawing')
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const { logo_url } = (await put(id, [file(svg, 'logo.svg')])).json()
  t.equal(logo_url, urlOf(svg))
  const { headers } = await app.inject(logo_url)
  t.equal(headers['content-type'], 'image/svg+xml')
  t.match(headers['content-security-policy'], /^sandbox; default-src 'none'/)
  t.equal(headers['x-content-type-options'], 'nosniff')
})

t.test('what is wrong with a logo is told in one order, and the seller stays as it is', async (t) => {
  const seller = await addSeller('Refused')
  const kept = await stored()
  const large = Buffer.concat([red, Buffer.alloc(2048)])
  const tooLarge = 'Cannot set logo because file too large, maximum size: 0.0MB'
  const notAllowed = (type: string) => `Cannot set logo because file type not allowed: ${type}`
  const cases: [what: string, parts: FormPart[], id: number, status: number, error: string][] = [
    ['no file', [], 9999, 400, 'No file provided'],
    ['a field', [{ name: 'file', content: red }], 9999, 400, 'No file provided'],
    ['a file without a name', [file(red, '')], 9999, 400, 'No file selected'],
    ['no such seller', [file('GIF89a..')], 9999, 404, 'Seller 9999 was not found'],
    ['a large file', [file(large)], seller.id, 409, tooLarge],
    ['a large file of another type', [file('x'.repeat(2049))], seller.id, 409, tooLarge],
    ['a PDF', [file(pdfOf('x'))], seller.id, 409, notAllowed('application/pdf')],
    ['a page', [file('<html><script>alert(1)</script>')], seller.id, 409, notAllowed('text/html')],
    ['a GIF', [file('GIF89a...........')], seller.id, 409, notAllowed('image/gif')],
    ['no bytes', [file('')], seller.id, 409, notAllowed('application/x-empty')],
  ]
  for (const [what, parts, id, status, error] of cases) {
    const response = await put(id, parts)
    t.same({ status: response.statusCode, error: response.json().error }, { status, error }, what)
  }
  for (const type of ['application/json', 'text/plain', undefined]) {
    const response = await app.inject({
      method: 'PUT',
      url: '/api/sellers/9999/logo',
      payload: '{}',
      headers: type === undefined ? {} : { 'content-type': type },
    })
    t.equal(response.statusCode, 400)
    t.equal(response.json().error, 'Content-Type must be multipart/form-data')
  }
  t.equal((await app.inject({ method: 'PUT', url: '/api/sellers/x/logo', ...formBody([file(red)]) })).statusCode, 404)
  t.same((await app.inject(`/api/sellers/${seller.id}`)).json(), seller)
  t.same(await stored(), kept)
  t.same(await readdir(join(dataDir, 'temporary')), [])
})

t.test('a logo of exactly the limit is fine', async (t) => {
  const { id } = await addSeller('Limit')
  const exact = Buffer.concat([red, Buffer.alloc(2048 - red.length)])
  t.equal((await put(id, [file(exact)])).json().logo_url, urlOf(exact))
})

t.test('a storage that fails leaves the logo as it was', async (t) => {
  const s3 = await startS3(t)
  const onS3 = await buildApp(t, { settings: { ...s3.settings, dataDir: t.testdir() } })
  const { id } = await addSeller('Storage', onS3)
  const before = (await put(id, [file(red)], onS3)).json()
  s3.decide = ({ method }) => (method === 'PUT' ? 'fail' : 'pass')
  const failed = await put(id, [file(blue)], onS3)
  t.equal(failed.statusCode, 409)
  t.match(failed.json(), { error: /^Cannot upload file to storage because / })
  s3.decide = () => 'pass'
  t.same((await onS3.inject(`/api/sellers/${id}`)).json(), before)
  const requests = s3.requests.length
  await onS3.inject({ method: 'DELETE', url: `/api/sellers/${id}/logo` })
  t.equal(s3.requests.length, requests, 'removing a logo asks the storage nothing')
})

t.test('of two logos that are set at once one remains', async (t) => {
  const { id } = await addSeller('Race')
  const answers = await Promise.all([red, blue, red, blue].map((content) => put(id, [file(content)])))
  t.ok(answers.every(({ statusCode }) => statusCode === 200))
  const { logo_url } = (await app.inject(`/api/sellers/${id}`)).json()
  t.ok([urlOf(red), urlOf(blue)].includes(logo_url))
  t.equal((await app.inject(logo_url)).statusCode, 200)
})
