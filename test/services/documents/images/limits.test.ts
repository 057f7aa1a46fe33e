import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mock } from 'node:test'
import sharp from 'sharp'
import t from 'tap'
import { BoundedQueue } from '../../../../services/documents/images/bounded-queue.ts'
import { decodeImage } from '../../../../services/documents/images/image-decoder.ts'
import { rasterizeDrawing } from '../../../../services/documents/images/rasterize-drawing.ts'
import { renderMaster } from '../../../../services/documents/images/render-master.ts'
import { bombs } from '../../../support/hostile-files/bombs.ts'
import { makePictures } from '../../../support/hostile-files/corpus.ts'
import { pngOfSize } from '../../../support/hostile-files/png.ts'

const sizeOf = (bytes: Buffer) => decodeImage(bytes, async (image) => (await image.resize(1).raw().toBuffer()).length)

t.test('a picture may have as many pixels as its decoder can take', async (t) => {
  t.ok((await sizeOf(pngOfSize(10_000, 25_000))) > 0, 'rows come one after the other')
  await t.rejects(sizeOf(pngOfSize(10_000, 25_001)), {
    name: 'UndecodableImageError',
    message: /10000 × 25001 pixels; at most 250 million/,
  })
  const gif = Buffer.from('GIF89a\u0040\u001f\u0041\u001f\0\0\0', 'latin1')
  await t.rejects(sizeOf(gif), { name: 'UndecodableImageError' })
})

t.test('a picture of a phone can be shown, however many pixels phones have', async (t) => {
  const [width, height] = [16_320, 12_240]
  const photo = await sharp({ create: { width, height, channels: 3, background: '#246' }, limitInputPixels: false })
    .jpeg()
    .toBuffer()
  const { width: shown, height: tall } = await sharp(await renderMaster(photo, 'photo')).metadata()
  t.same({ shown, tall }, { shown: 1000, tall: 750 })
})

/** Makes thumbnails of the files that it is given, and tells the most memory that it had, in MiB. */
const PROGRAM = `
  import { readFile } from 'node:fs/promises'
  import { renderMaster } from './services/documents/images/render-master.ts'
  for (const file of process.argv.slice(1)) await renderMaster(await readFile(file), file).catch(() => {})
  console.log(process.resourceUsage().maxRSS / 1024)
`

t.test('no bomb takes more memory than a picture of the largest size', async (t) => {
  const folder = t.testdir()
  const peak = (files: string[]) =>
    new Promise<number>((resolve, reject) => {
      execFile(process.execPath, ['--input-type=module', '-e', PROGRAM, ...files], (error, stdout) => {
        if (error) reject(error)
        else resolve(Number(stdout))
      })
    })
  const pictures = await makePictures()
  const files = []
  for (const [i, { content, outcome, what }] of bombs(pictures).entries()) {
    if (outcome === 'too large' || !('stored' in outcome) || what.includes('SVG')) continue
    const file = join(folder, String(i))
    await writeFile(file, content)
    files.push(file)
  }
  t.ok(files.length > 4)
  const plain = join(folder, 'plain')
  await writeFile(plain, pictures.png)
  const most = (await peak(files)) - (await peak([plain]))
  t.ok(most < 200, `${most.toFixed(0)} MiB more than a small picture`)
})

t.test('a drawing that takes long is given up', async (t) => {
  const slow = bombs(await makePictures()).filter(({ picture }) => picture === 'slow')
  t.equal(slow.length, 2)
  await Promise.all(
    slow.map(({ what, content }) =>
      t.rejects(
        rasterizeDrawing(Buffer.from(content), 100, 1000),
        { name: 'DecoderUnavailableError', tookTooLong: true },
        what,
      ),
    ),
  )
})

t.test('a drawing of more than 2 MiB is not drawn', async (t) => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${' '.repeat(2 * 2 ** 20)}</svg>`
  await t.rejects(rasterizeDrawing(Buffer.from(svg), 100), { message: 'the drawing is too large' })
})

t.test('a drawing has the size that is wanted at most', async (t) => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="5000" height="2500"><rect width="9" height="9"/></svg>'
  const { width, height } = await sharp(await rasterizeDrawing(Buffer.from(svg), 500)).metadata()
  t.same({ width, height }, { width: 500, height: 250 })
})

t.test('a process that does not start says nothing about the drawing', async (t) => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  const { execPath } = process
  t.teardown(() => {
    process.execPath = execPath
  })
  process.execPath = '/nowhere/node'
  await t.rejects(
    decodeImage(svg, (image) => image.toBuffer()),
    { name: 'DecoderUnavailableError', tookTooLong: false },
  )
  process.execPath = execPath
  t.ok(await decodeImage(svg, (image) => image.toBuffer()))
})

t.test('a drawing is drawn in whatever encoding it is, and whatever stands before it', async (t) => {
  const drawing = (declaration: string, prefix = '') =>
    `${declaration}<${prefix}svg xmlns${prefix && ':'}${prefix.replace(':', '')}="http://www.w3.org/2000/svg" width="20" height="10"><${prefix}title>\u00fc</${prefix}title><${prefix}rect width="20" height="10" fill="red"/></${prefix}svg>`
  const cases: Record<string, Buffer> = {
    'UTF-8': Buffer.from(drawing('<?xml version="1.0" encoding="UTF-8"?>')),
    'UTF-8 with a byte order mark': Buffer.from(drawing('\ufeff<?xml version="1.0"?>')),
    'UTF-16': Buffer.from(drawing('\ufeff<?xml version="1.0" encoding="UTF-16"?>'), 'utf16le'),
    'UTF-16, big-endian': Buffer.from(drawing('\ufeff'), 'utf16le').swap16(),
    'Latin-1': Buffer.from(drawing('<?xml version="1.0" encoding="ISO-8859-1"?>'), 'latin1'),
    'a prefix': Buffer.from(drawing('<?xml version="1.0"?>', 's:')),
    'a long comment': Buffer.from(drawing(`<?xml version="1.0"?><!--${'x'.repeat(5000)}-->`)),
    'a document type': Buffer.from(drawing('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://localhost/x.dtd">')),
  }
  for (const [what, svg] of Object.entries(cases)) {
    const { data, info } = await decodeImage(svg, (image) => image.raw().toBuffer({ resolveWithObject: true }))
    t.match(info, { width: 20, height: 10 }, what)
    t.same([...data.subarray(0, 3)], [255, 0, 0], what)
  }
})

/** Work that goes on until the test lets it end. */
function heldWork() {
  const finish: (() => void)[] = []
  const events: string[] = []
  const work =
    (name: string, fails = false) =>
    async () => {
      events.push(`${name} begins`)
      await new Promise<void>((resolve) => finish.push(resolve))
      events.push(`${name} ends`)
      if (fails) throw new Error(name)
    }
  return { finish, events, work }
}

const settled = () => new Promise(setImmediate)

t.test('work beyond the limit waits in line', async (t) => {
  const queue = new BoundedQueue({ atATime: 2, waiting: 2, waitMs: 60_000 })
  const { finish, events, work } = heldWork()
  const all = Promise.allSettled([work('a', true), work('b'), work('c'), work('d')].map((each) => queue.run(each)))
  await settled()
  t.same(events, ['a begins', 'b begins'])
  await t.rejects(queue.run(work('e')), { name: 'DecoderUnavailableError' }, 'the line has an end')
  finish.shift()?.()
  await settled()
  t.same(events.slice(2), ['a ends', 'c begins'], 'what fails makes room as well')
  for (; finish.length > 0; await settled()) finish.shift()?.()
  t.same(
    (await all).map(({ status }) => status),
    ['rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
  )
})

t.test('a turn that comes too late is none', async (t) => {
  const queue = new BoundedQueue({ atATime: 1, waiting: 2, waitMs: 1000 })
  const { finish, events, work } = heldWork()
  let now = 0
  const clock = mock.method(performance, 'now', () => now)
  t.teardown(() => clock.mock.restore())
  const first = queue.run(work('a'))
  const late = t.rejects(queue.run(work('b')), { name: 'DecoderUnavailableError' })
  await settled()
  now = 1001
  finish.shift()?.()
  await Promise.all([first, late])
  t.same(events, ['a begins', 'a ends'])
})
