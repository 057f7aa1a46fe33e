import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import pLimit from 'p-limit'
import sharp from 'sharp'
import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { hostileFiles } from '../../../support/hostile-files/corpus.ts'
import type { HostileFile } from '../../../support/hostile-files/hostile-file.ts'
import { pngOf } from '../../../support/pictures.ts'
import { addSet, uploadRequest } from '../../../support/upload-form.ts'

const DISPLAYED = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/svg+xml'])
const SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
const UNKNOWN = 'application/octet-stream'

const dataDir = t.testdir()
const app = await buildApp(t, { settings: { dataDir, maxImageSize: 2 ** 20 } })
const visits: string[] = []
const canary = createServer((request, response) => {
  visits.push(request.url ?? '')
  response.end()
}).listen(0, '127.0.0.1')
await once(canary, 'listening')
t.teardown(() => canary.close())
const blackPicture = join(dataDir, 'black.png')
await writeFile(blackPicture, await pngOf('#000', 40))
const { port } = canary.address() as AddressInfo
const all = await hostileFiles({ url: `http://127.0.0.1:${port}`, file: blackPicture })
const [slow] = all.filter(({ picture }) => picture === 'slow')
/** A slow one keeps a processor busy for as long as a drawing may: that each of them is slow is seen elsewhere. */
const files = all.filter((file) => file.picture !== 'slow' || file === slow)

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex')
const contents = () => readdir(join(dataDir, 'blobs', 'cas')).catch((): string[] => [])

/** What is wrong with the answers to one hostile file, in words. */
type Findings = string[]

async function findInRefusal({ content, filename, outcome }: HostileFile): Promise<Findings> {
  const setId = await addSet(app)
  const response = await app.inject(uploadRequest(setId, content, { filename, type: 'image/png' }))
  const expected =
    outcome === 'too large'
      ? 'Cannot validate file size because file too large, maximum size: 1.0MB'
      : `Cannot create file attachment because file type not allowed: ${'refused' in outcome ? outcome.refused : ''}`
  const rows = (await app.inject(`/api/attachment-sets/${setId}/attachments`)).json()
  return [
    ...(response.statusCode === 409 ? [] : [`answered with ${response.statusCode}`]),
    ...(response.json().error === expected ? [] : [response.body]),
    ...(rows.length === 0 ? [] : ['there is a row']),
    ...((await contents()).includes(sha256(content)) ? ['it is stored'] : []),
  ]
}

async function findInAnswer(url: string, type: string): Promise<Findings> {
  const { statusCode, headers } = await app.inject(url)
  const policy = type === 'application/pdf' ? undefined : SANDBOX
  return [
    ...(statusCode === 200 ? [] : [`${url}: ${statusCode}`]),
    ...(headers['content-type'] === type ? [] : [`${url}: ${headers['content-type']}`]),
    ...(headers['x-content-type-options'] === 'nosniff' ? [] : [`${url}: its type may be guessed`]),
    ...(headers['content-security-policy'] === policy ? [] : [`${url}: ${headers['content-security-policy']}`]),
  ]
}

/** What is slow is tried elsewhere, with less at the same time. */
type Tried = Exclude<HostileFile['picture'], 'slow' | undefined>
const PICTURE_STATUSES = { none: [415], some: [200], blank: [200, 415], any: [200, 415] }

async function findInPicture(hash: string, picture: Tried): Promise<Findings> {
  const { statusCode, headers, rawPayload } = await app.inject(`/api/cas/${hash}?thumbnail=40`)
  if (!PICTURE_STATUSES[picture].includes(statusCode)) return [`the picture is answered with ${statusCode}`]
  if (statusCode !== 200) return []
  const { data, info } = await sharp(rawPayload).raw().toBuffer({ resolveWithObject: true })
  return [
    ...(headers['content-type'] === 'image/jpeg' ? [] : ['the picture is no JPEG']),
    ...(info.width <= 40 && info.height <= 40 ? [] : ['the picture is too large']),
    ...(picture !== 'blank' || data.every((value) => value > 250) ? [] : ['something of elsewhere is in the picture']),
  ]
}

async function findInStored(file: HostileFile, type: string): Promise<Findings> {
  const { content, filename, picture } = file
  const setId = await addSet(app)
  const response = await app.inject(uploadRequest(setId, content, { filename, type: 'text/html' }))
  if (response.statusCode === 409 && mayBeRefused(file)) return []
  if (response.statusCode !== 201) return [response.body]
  const { attachment_url: url, content_type } = response.json()
  const bare = `/api/cas/${sha256(content)}`
  return [
    ...(content_type === type ? [] : [`stored as ${content_type}`]),
    ...(await findInAnswer(url, type)),
    ...(await findInAnswer(bare, DISPLAYED.has(type) ? type : UNKNOWN)),
    ...(await findInAnswer(`${bare}?content_type=text/html&disposition=inline&filename=x.html`, UNKNOWN)),
    ...(picture !== undefined && picture !== 'slow' ? await findInPicture(sha256(content), picture) : []),
  ]
}

/** Whether the picture of it can be shown: what cannot be is not stored. */
const mayBeStored = ({ outcome, picture }: HostileFile) =>
  !('stored' in Object(outcome)) || !/^image/.test(Object(outcome).stored) || (picture !== 'none' && picture !== 'slow')
const mayBeRefused = ({ picture }: HostileFile) => picture === 'any' || picture === 'blank'

async function findInUndrawable({ content, filename }: HostileFile): Promise<Findings> {
  const setId = await addSet(app)
  const response = await app.inject(uploadRequest(setId, content, { filename, type: 'image/png' }))
  const reason = /^Cannot create file attachment because the picture cannot be shown: ./
  const rows = (await app.inject(`/api/attachment-sets/${setId}/attachments`)).json()
  return [
    ...(response.statusCode === 409 && reason.test(response.json().error) ? [] : [response.body]),
    ...(rows.length === 0 ? [] : ['there is a row']),
    ...((await contents()).includes(sha256(content)) ? ['it is stored'] : []),
  ]
}

t.test('hostile files are refused, or stored and served so that nothing of them runs', async (t) => {
  t.ok(files.length >= 100, `${files.length} files`)
  const inTurn = pLimit(10)
  const findings = files.map((file) =>
    inTurn(async () => {
      const { what, outcome } = file
      const isStored = outcome !== 'too large' && 'stored' in outcome
      if (!mayBeStored(file)) return { what, findings: await findInUndrawable(file) }
      return { what, findings: isStored ? await findInStored(file, outcome.stored) : await findInRefusal(file) }
    }),
  )
  t.same(
    (await Promise.all(findings)).filter(({ findings }) => findings.length > 0),
    [],
  )
  t.same(visits, [], 'nothing was fetched from elsewhere')
  t.same(await readdir(join(dataDir, 'temporary')), [])
})
