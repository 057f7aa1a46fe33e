import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { mock } from 'node:test'
import t, { type Test } from 'tap'
import { DownloadCache, type DownloadCacheOptions } from '../../../plugins/outbound/download-cache.ts'
import { spool } from '../../../plugins/spool/spooled-file.ts'

const HOUR_MS = 3_600_000
const URL = 'https://example.com/a.pdf?token=t0p'

function setUp(t: Test, options: Partial<DownloadCacheOptions> = {}) {
  const root = t.testdir()
  const [folder, temporary] = [join(root, 'downloads'), join(root, 'temporary')]
  const cache = new DownloadCache({ folder, maxAgeMs: HOUR_MS, ...options })
  const put = async (key: string, bytes: string) => {
    const file = await spool(Readable.from([Buffer.from(bytes)]), temporary, () => 2 ** 20)
    await cache.put(key, 'https://example.com/a.pdf?token=***', {
      file,
      url: 'https://example.com/b.pdf',
      contentType: 'text/plain',
      charset: 'shift_jis',
    })
    await file.dispose()
  }
  return { cache, folder, temporary, put }
}

async function entriesOf(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort()
}

t.test('a download is kept in two files, without what is secret, and given out as often as wanted', async (t) => {
  const { cache, folder, temporary, put } = setUp(t)
  t.equal(await cache.get(URL, temporary), null)
  await put(URL, 'x'.repeat(20_000))
  const names = await entriesOf(folder)
  t.equal(names.length, 2)
  t.match(names[0], /^[0-9a-f]{64}\.bin$/)
  t.equal(names[1], names[0]?.replace('.bin', '.json'))
  const metadata = await readFile(join(folder, names[1] ?? ''), 'utf8')
  t.match(JSON.parse(metadata), {
    url: 'https://example.com/a.pdf?token=***',
    content_type: 'text/plain',
    size: 20_000,
  })
  t.notMatch(metadata, /t0p/)
  for (const _ of [1, 2]) {
    const found = await cache.get(URL, temporary)
    t.match(found, { url: 'https://example.com/b.pdf', contentType: 'text/plain', file: { size: 20_000 } })
    t.equal(found?.file.head.length, 16 * 1024)
    t.match(found?.file.sha256, /^[0-9a-f]{64}$/)
    t.equal(Buffer.concat(await (found?.file.open().toArray() ?? [])).length, 20_000)
    await found?.file.dispose()
  }
  t.equal(await cache.get(`${URL}#other`, temporary), null)
  t.same(await readdir(temporary), [], 'no temporary file is left')
})

t.test('an entry expires', async (t) => {
  const { cache, folder, temporary, put } = setUp(t)
  await put(URL, 'x')
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  t.teardown(() => mock.timers.reset())
  mock.timers.setTime(Date.now() + HOUR_MS - 1000)
  t.ok(await cache.get(URL, temporary))
  await cache.sweep()
  t.equal((await entriesOf(folder)).length, 2)
  mock.timers.setTime(Date.now() + 2000)
  t.equal(await cache.get(URL, temporary), null)
  await cache.sweep()
  t.same(await entriesOf(folder), [])
})

t.test('an entry that is damaged is a miss', async (t) => {
  const { cache, folder, temporary, put } = setUp(t)
  const damage: ((bin: string, json: string) => Promise<void>)[] = [
    (bin) => writeFile(bin, 'xx'),
    (bin) => writeFile(bin, 'y'),
    (_bin, json) => writeFile(json, ''),
    (_bin, json) => writeFile(json, '{}'),
    (_bin, json) => writeFile(json, '{"url":'),
    async (_bin, json) => writeFile(json, (await readFile(json, 'utf8')).replace('timestamp', 'time')),
  ]
  for (const [index, hurt] of damage.entries()) {
    await put(URL, 'x')
    const [bin = '', json = ''] = (await entriesOf(folder)).map((name) => join(folder, name))
    await hurt(bin, json)
    t.equal(await cache.get(URL, temporary), null, `damage ${index}`)
  }
  await put(URL, 'x')
  t.ok(await cache.get(URL, temporary), 'and is written anew')
})

t.test('the sweep keeps the size within its cap, oldest first, and removes what was left unfinished', async (t) => {
  const { cache, folder, temporary, put } = setUp(t, { maxTotalBytes: 3000 })
  const age = async (seconds: number) => {
    for (const name of await entriesOf(folder)) {
      const path = join(folder, name)
      const { mtimeMs } = await stat(path)
      await utimes(path, mtimeMs / 1000 - seconds, mtimeMs / 1000 - seconds)
    }
  }
  for (const key of ['a', 'b', 'c']) {
    await age(60)
    await put(key, 'x'.repeat(1000))
  }
  t.equal(await cache.get('a', temporary), null, 'swept when much was added')
  t.ok(await cache.get('c', temporary))
  const leftover = join(folder, 'leftover.part')
  await writeFile(leftover, 'x')
  await utimes(leftover, 1, 1)
  await cache.sweep()
  t.notOk((await entriesOf(folder)).includes('leftover.part'))
})

t.test('a folder that cannot be used costs nothing but time', async (t) => {
  const { cache, folder, temporary, put } = setUp(t)
  await mkdir(join(folder, '..'), { recursive: true })
  await writeFile(folder, 'a file where the folder should be')
  await t.rejects(put(URL, 'x'))
  t.equal(await cache.get(URL, temporary), null)
  await t.resolves(cache.sweep())
})
