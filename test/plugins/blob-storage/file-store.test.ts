import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import t from 'tap'
import { StorageError } from '../../../plugins/blob-storage/blob-store.ts'
import { FileStore } from '../../../plugins/blob-storage/file-store.ts'

const source = (content: string) => ({
  open: () => Readable.from([Buffer.from(content)]),
  size: content.length,
  contentType: 'text/plain',
})

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
}

t.test('a key never leads out of the folder', async (t) => {
  const folder = t.testdir({ secret: 'secret', blobs: {} })
  const store = new FileStore(join(folder, 'blobs'))
  await store.prepare()
  for (const key of [
    '../secret',
    'cas/../../secret',
    '/etc/passwd',
    '',
    'cas/',
    '.types/x',
    'cas/a\0b',
    'cas\\x',
    '.',
  ]) {
    await t.rejects(store.read(key), StorageError, `read ${key}`)
    await t.rejects(store.head(key), StorageError, `head ${key}`)
    await t.rejects(store.put(key, source('x')), StorageError, `put ${key}`)
    await t.rejects(store.delete([key]), StorageError, `delete ${key}`)
  }
  t.equal(await readFile(join(folder, 'secret'), 'utf8'), 'secret')
  t.same(await filesBelow(folder), ['secret'])
  for (const prefix of ['../', '/']) {
    const found = []
    for await (const blob of store.list(prefix)) found.push(blob)
    t.same(found, [], `list ${prefix}`)
  }
})

t.test('a put that fails leaves no file, nor does a process that was killed a day ago', async (t) => {
  const folder = t.testdir()
  const store = new FileStore(folder)
  await store.prepare()
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('half')
      throw new Error('broken')
    })(),
  )
  await t.rejects(store.put('cas/x', { ...source('half of it'), open: () => broken }), StorageError)
  t.same(await filesBelow(folder), ['.types/cas/x'], 'the type alone makes no object')
  await store.put('cas/x', source('whole'))
  t.same((await filesBelow(folder)).sort(), ['.types/cas/x', 'cas/x'])
  await store.delete(['cas/x'])
  t.same(await filesBelow(folder), [])

  for (const name of ['old', 'new']) await writeFile(join(folder, '.unfinished', name), 'half')
  const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000)
  await utimes(join(folder, '.unfinished', 'old'), twoDaysAgo, twoDaysAgo)
  await store.prepare()
  t.same(await filesBelow(folder), ['.unfinished/new'], 'what another process is writing stays')
})

t.test('a folder that cannot be used is told, without its path', async (t) => {
  const folder = t.testdir({ blobs: 'a file' })
  const store = new FileStore(join(folder, 'blobs'))
  await t.rejects(store.prepare(), { name: 'StorageError', message: 'the storage could not create its folder' })
  await t.rejects(store.put('cas/x', source('x')), {
    name: 'StorageError',
    message: 'the storage could not write the file',
  })
})

t.test('an object without a known type is one all the same', async (t) => {
  const folder = t.testdir()
  const store = new FileStore(folder)
  await mkdir(join(folder, 'cas'))
  await writeFile(join(folder, 'cas', 'x'), 'copied by hand')
  t.match(await store.head('cas/x'), { size: 14, contentType: null })
  await store.copy('cas/x', 'cas/y')
  t.match(await store.head('cas/y'), { size: 14, contentType: 'application/octet-stream' })
  t.ok((await stat(join(folder, 'cas', 'y'))).isFile())
})
