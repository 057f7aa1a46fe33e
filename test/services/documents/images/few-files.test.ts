import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'

const run = promisify(execFile)

/** Shows a drawing, an icon and a picture when no file can be opened, when two can, and when there is room again. */
const PROGRAM = `
  import { closeSync, openSync } from 'node:fs'
  import sharp from 'sharp'
  import { decodeImage } from '${new URL('../../../../services/documents/images/image-decoder.ts', import.meta.url)}'
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')
  const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#246' } }).png().toBuffer()
  const header = Buffer.alloc(22)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(1, 4)
  header.writeUInt8(9, 6)
  header.writeUInt8(9, 7)
  header.writeUInt16LE(1, 10)
  header.writeUInt16LE(32, 12)
  header.writeUInt32LE(png.length, 14)
  header.writeUInt32LE(header.length, 18)
  const files = { drawing, icon: Buffer.concat([header, png]), png }
  const show = async () => {
    const results = {}
    for (const [name, bytes] of Object.entries(files)) {
      results[name] = await decodeImage(bytes, (image) => image.toBuffer()).then(() => 'shown', (error) => error.name)
    }
    return results
  }
  const before = await show()
  const open = []
  try {
    for (;;) open.push(openSync('/dev/null', 'r'))
  } catch {}
  const none = await show()
  for (const file of open.splice(0, 2)) closeSync(file)
  const two = await show()
  for (const file of open) closeSync(file)
  process.stdout.write(JSON.stringify({ before, none, two, after: await show() }))
`

t.test('a picture that cannot be decoded because no file can be opened is tried again later', async (t) => {
  const program = join(t.testdir({ 'program.mjs': PROGRAM }), 'program.mjs')
  const { stdout } = await run('/bin/sh', ['-c', 'ulimit -n 100; exec "$@"', 'sh', process.execPath, program])
  const { before, none, two, after } = JSON.parse(stdout)
  const shown = { drawing: 'shown', icon: 'shown', png: 'shown' }
  t.same(before, shown)
  t.match(none, { drawing: 'DecoderUnavailableError', icon: 'DecoderUnavailableError' })
  t.match(two, { drawing: 'DecoderUnavailableError' })
  t.notMatch(JSON.stringify([none, two]), /Undecodable|TypeError/)
  t.same(after, shown)
})
