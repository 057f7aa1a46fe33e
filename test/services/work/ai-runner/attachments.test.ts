import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { answer, calls, failure, silent } from '../../../support/model-api-replies.ts'
import { buildWithModel, echoTool, growth, useModel } from './run-model.ts'

/** Files with their names as content. */
async function writeFiles(t: Test, ...files: [filename: string, contentType: string][]) {
  const folder = await mkdtemp(join(tmpdir(), 'attachments-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const attachments = files.map(([filename, contentType]) => ({ path: join(folder, filename), filename, contentType }))
  for (const { path, filename } of attachments) await writeFile(path, filename)
  return { attachments, left: () => readdir(folder) }
}

const pdf = (name: string): [string, string] => [name, 'application/pdf']

t.test('files are uploaded for the time of the run, pictures are shown', async (t) => {
  const { api, run } = await useModel()
  const { attachments, left } = await writeFiles(t, pdf('a.pdf'), ['b.png', 'image/png'], pdf('c.pdf'))
  let during = 0
  const tool = echoTool(async () => {
    during = api.files.size
    return {}
  })
  api.reply(calls(['echo', { word: 'x' }]), answer({ text: '' }))
  await run({ attachments, tools: [tool] })
  t.same(api.requests[0]?.body.input[1]?.content, [
    { type: 'input_text', text: 'Answer.' },
    { type: 'input_file', file_id: 'file-1' },
    { type: 'input_image', detail: 'auto', image_url: `data:image/png;base64,${btoa('b.png')}` },
    { type: 'input_file', file_id: 'file-2' },
  ])
  t.match(api.uploads, [
    { filename: 'a.pdf', contentType: 'application/pdf', purpose: 'user_data', expiresAfterSeconds: 3600 },
    { filename: 'c.pdf', content: Buffer.from('c.pdf') },
  ])
  t.equal(during, 2)
  t.equal(api.files.size, 0, 'nothing is left there')
  t.equal((await left()).length, 3, 'the caller keeps its files')
})

t.test('an upload that fails half way leaves nothing there', async (t) => {
  const { api, run } = await useModel()
  const { attachments } = await writeFiles(t, pdf('a.pdf'), pdf('b.pdf'), pdf('c.pdf'))
  api.uploadFailure = (upload) => (upload === 3 ? 400 : undefined)
  const grown = await growth(() =>
    t.rejects(run({ attachments }), { name: 'AiError', message: 'The AI provider refused the request (400)' }),
  )
  t.equal(api.uploads.length, 2)
  t.equal(api.files.size, 0)
  t.equal(api.requests.length, 0)
  t.same(grown, {}, 'the model was not called')
})

t.test('files are removed when the run fails or is aborted', async (t) => {
  const { api, run } = await useModel()
  const { attachments } = await writeFiles(t, pdf('a.pdf'))
  api.reply(failure(400), silent)
  await t.rejects(run({ attachments }), { name: 'AiError' })
  t.equal(api.files.size, 0)
  const controller = new AbortController()
  const reason = new Error('cancelled')
  api.untilRequests(2).then(() => controller.abort(reason))
  await t.rejects(run({ attachments, signal: controller.signal }), reason)
  t.equal(api.uploads.length, 2)
  t.equal(api.files.size, 0)
})

t.test('a file that cannot be removed is logged, and the run succeeds', async (t) => {
  const lines: string[] = []
  const logger = { level: 'warn', stream: { write: (line: string) => void lines.push(line) } }
  const { api, run } = await buildWithModel(t, { server: { logger } })
  const { attachments } = await writeFiles(t, pdf('a.pdf'))
  api.deletesFiles = false
  api.reply(answer({ text: 'fine' }))
  t.equal((await run({ attachments })).parsed.text, 'fine')
  t.match(
    lines.map((line) => JSON.parse(line)),
    [{ fileId: 'file-1', status: 500, level: 40 }],
  )
})

t.test('a file that is not there fails before anything is sent', async (t) => {
  const { api, run } = await useModel()
  const missing = { path: '/nowhere/a.png', filename: 'a.png', contentType: 'image/png' }
  await t.rejects(run({ attachments: [missing] }), { code: 'ENOENT' })
  t.equal(api.requests.length, 0)
})
