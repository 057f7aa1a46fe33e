import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import t from 'tap'
import { decodeImage } from '../../../../services/documents/images/image-decoder.ts'
import { rasterizeDrawing } from '../../../../services/documents/images/rasterize-drawing.ts'
import { Semaphore } from '../../../../services/documents/images/semaphore.ts'
import { bombs } from '../../../support/hostile-files/bombs.ts'
import { makePictures } from '../../../support/hostile-files/corpus.ts'
import { pngOfSize } from '../../../support/hostile-files/png.ts'

const sizeOf = (bytes: Buffer) => decodeImage(bytes, async (image) => (await image.resize(1).raw().toBuffer()).length)

t.test('pictures have 50 million pixels at most', async (t) => {
  t.equal(await sizeOf(pngOfSize(10_000, 5000)), 3)
  await t.rejects(sizeOf(pngOfSize(10_000, 5001)), { name: 'UndecodableImageError' })
})

/** Makes thumbnails of the files that it is given, and tells the most memory that it had, in MiB. */
const PROGRAM = `
  import { readFile } from 'node:fs/promises'
  import { renderThumbnail } from './services/documents/thumbnails/render-thumbnail.ts'
  for (const file of process.argv.slice(1)) await renderThumbnail(await readFile(file), 40).catch(() => {})
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
      t.rejects(rasterizeDrawing(Buffer.from(content), 100, 1000), { name: 'UndecodableImageError' }, what),
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

t.test('work beyond the limit waits in line', async (t) => {
  const semaphore = new Semaphore(2)
  const events: string[] = []
  const finish: (() => void)[] = []
  const work = (name: string, fails = false) =>
    semaphore.run(async () => {
      events.push(`${name} begins`)
      await new Promise<void>((resolve) => finish.push(resolve))
      events.push(`${name} ends`)
      if (fails) throw new Error(name)
    })
  const all = Promise.allSettled([work('a', true), work('b'), work('c'), work('d')])
  const settled = () => new Promise(setImmediate)
  await settled()
  t.same(events, ['a begins', 'b begins'])
  finish.shift()?.()
  await settled()
  t.same(events.slice(2), ['a ends', 'c begins'], 'what fails makes room as well')
  for (; finish.length > 0; await settled()) finish.shift()?.()
  t.same(
    (await all).map(({ status }) => status),
    ['rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
  )
})
