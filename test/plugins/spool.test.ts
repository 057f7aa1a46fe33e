import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import Fastify from 'fastify'
import t from 'tap'
import config from '../../plugins/config/index.ts'
import spoolPlugin from '../../plugins/spool/index.ts'
import { HEAD_BYTES, spool, TooLargeError } from '../../plugins/spool/spooled-file.ts'

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const content = Buffer.from(Array.from({ length: HEAD_BYTES * 3 }, (_, i) => i % 251))

t.test('a stream becomes a file of which the size, the hash and the beginning are known', async (t) => {
  const folder = join(t.testdir(), 'a', 'b')
  for (const chunk of [7, HEAD_BYTES, content.length]) {
    const heads: Buffer[] = []
    const file = await spool(chunksOf(content, chunk), folder, (head) => {
      heads.push(head)
      return content.length
    })
    t.equal(file.size, content.length)
    t.equal(file.sha256, createHash('sha256').update(content).digest('hex'))
    t.same(file.head, content.subarray(0, HEAD_BYTES))
    t.same(heads, [file.head], 'its beginning is shown once')
    t.ok((await readFile(file.path)).equals(content))
    t.ok((await buffer(file.open())).equals(content))
    await file.dispose()
    await file.dispose()
    t.same(await readdir(folder), [])
  }
  const short = await spool(chunksOf(content.subarray(0, 5), 2), folder, () => 5)
  t.same(short.head, content.subarray(0, 5))
  await short.dispose()
})

t.test('what is refused is left off at once and leaves nothing', async (t) => {
  const folder = t.testdir()
  let taken = 0
  async function* endless(): AsyncGenerator<Buffer> {
    for (;;) {
      taken += HEAD_BYTES
      yield Buffer.alloc(HEAD_BYTES)
    }
  }
  await t.rejects(
    spool(endless(), folder, () => HEAD_BYTES * 4),
    TooLargeError,
  )
  t.equal(taken, HEAD_BYTES * 5)
  const refusal = new Error('not this type')
  taken = 0
  await t.rejects(
    spool(endless(), folder, () => {
      throw refusal
    }),
    refusal,
  )
  t.equal(taken, HEAD_BYTES)
  await t.rejects(
    spool(chunksOf(content, 10), folder, () => content.length - 1),
    TooLargeError,
  )
  t.same(await readdir(folder), [])
})

t.test('what a killed process has left is removed after a day', async (t) => {
  const dataDir = t.testdir()
  const folder = join(dataDir, 'temporary')
  await mkdir(folder)
  for (const name of ['old', 'new']) await writeFile(join(folder, name), 'x')
  await utimes(join(folder, 'old'), new Date(), new Date(Date.now() - 25 * 3_600_000))
  const app = Fastify()
  await app.register(config, { dataDir })
  await app.register(spoolPlugin)
  await app.ready()
  t.equal(app.temporaryFolder, folder)
  await app.close()
  t.same(await readdir(folder), ['new'])
})
