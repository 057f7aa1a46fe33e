import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { bundledProgram } from '../support/bundled-service.ts'
import { readyDataFolder } from '../support/ready-data-folder.ts'
import { type ServiceProcess, startService } from '../support/service-process.ts'

const run = promisify(execFile)
const PDF = Buffer.from(`%PDF-1.7 ${'a datasheet '.repeat(500)}`)
/** Of a package. */
const EAN = '4006381333931'

async function post({ url }: ServiceProcess, path: string, body: object | FormData): Promise<Record<string, unknown>> {
  const form = body instanceof FormData
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: form ? {} : { 'content-type': 'application/json' },
    body: form ? body : JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${text}`)
  return JSON.parse(text)
}

async function read({ url }: ServiceProcess, path: string): Promise<unknown> {
  const response = await fetch(`${url}${path}`)
  if (!response.ok) throw new Error(`GET ${path}: ${response.status}`)
  return response.json()
}

/** A part with stock, a datasheet and a code by which it is known. @returns its key, and where the datasheet is served. */
async function fill(service: ServiceProcess): Promise<{ key: string; document: string }> {
  const part = await post(service, '/api/parts', { description: 'An amplifier' })
  const box = await post(service, '/api/boxes', { description: 'A box', capacity: 4 })
  await post(service, `/api/inventory/parts/${part.key}/stock`, { box_no: box.box_no, loc_no: 2, qty: 9 })
  await post(service, `/api/parts/${part.key}/codes`, { code: EAN })
  const form = new FormData()
  form.set('title', 'Datasheet')
  form.set('file', new Blob([PDF], { type: 'application/pdf' }), 'amplifier.pdf')
  const attachment = await post(service, `/api/attachment-sets/${part.attachment_set_id}/attachments`, form)
  return { key: String(part.key), document: String(attachment.attachment_url) }
}

t.test('a data folder copied while the service is stopped is a backup', async (t) => {
  const original = await readyDataFolder(t)
  const elsewhere = await mkdtemp(join(tmpdir(), 'inventory-backup-'))
  t.teardown(() => rm(elsewhere, { recursive: true, force: true }))
  const copy = join(elsewhere, 'copy')
  const first = await startService(t, { DATA_DIR: original })
  const { key, document } = await fill(first)
  const part = `/api/parts/${key}`
  const pages = [part, `${part}/history`, `${part}/codes`, '/api/boxes', '/api/dashboard/stats']
  const before = await Promise.all(pages.map((page) => read(first, page)))
  t.equal(await first.end('SIGTERM'), 0)
  await cp(original, copy, { recursive: true })

  const [again, restored] = await Promise.all([
    startService(t, { DATA_DIR: original }),
    startService(t, { DATA_DIR: copy }),
  ])
  t.not(again.url, restored.url, 'original and copy run side by side')
  t.same(await Promise.all(pages.map((page) => read(restored, page))), before, 'the copy has the same data')
  t.match(await post(restored, '/api/scans', { code: EAN }), { matches: [{ part: { key } }] }, 'its codes are known')
  const file = await fetch(`${restored.url}${document}`)
  t.equal(file.headers.get('content-type'), 'application/pdf')
  t.ok(Buffer.from(await file.arrayBuffer()).equals(PDF), 'and the same files, byte for byte')

  await post(restored, `/api/inventory/parts/${key}/stock`, { box_no: 1, loc_no: 3, qty: 1 })
  t.same(await Promise.all(pages.map((page) => read(again, page))), before, 'what happens to the copy stays there')
  t.same(await Promise.all([again.end('SIGTERM'), restored.end('SIGTERM')]), [0, 0])

  const { PATH = '' } = process.env
  const env = { PATH, NODE_COMPILE_CACHE: 'node_modules/.cache/compiled', DATA_DIR: copy }
  const { stdout } = await run(process.execPath, [bundledProgram('cli/main.ts'), 'verify-ledger'], { env })
  t.match(stdout, /the history of every part adds up to its stock/)
})
