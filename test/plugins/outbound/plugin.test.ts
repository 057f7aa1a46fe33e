import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import config, { type SettingsOverrides } from '../../../plugins/config/index.ts'
import outbound from '../../../plugins/outbound/index.ts'
import spool from '../../../plugins/spool/index.ts'
import { startWebServer } from '../../support/web-server.ts'

async function start(t: Test, settings: SettingsOverrides) {
  const lines: string[] = []
  const app = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => void lines.push(line) } } })
  await app.register(config, settings)
  await app.register(spool)
  await app.register(outbound)
  t.teardown(() => app.close())
  await app.ready()
  return { app, lines }
}

t.test('the start removes downloads that have expired, and keeps the others', async (t) => {
  const dataDir = t.testdir()
  const folder = join(dataDir, 'downloads')
  await mkdir(folder)
  for (const [name, hours] of [
    ['old.bin', 3],
    ['old.json', 3],
    ['new.bin', 1],
  ] as const) {
    await writeFile(join(folder, name), 'x')
    const written = Date.now() / 1000 - hours * 3600
    await utimes(join(folder, name), written, written)
  }
  const { app } = await start(t, { dataDir, downloadCacheCleanupHours: 2 })
  await app.close()
  t.same(await readdir(folder), ['new.bin'])
})

t.test('the folder of the cache is made where it is wanted, and only there', async (t) => {
  const dataDir = t.testdir()
  await start(t, { dataDir, downloadCacheBasePath: join(dataDir, 'elsewhere', 'cache') })
  t.same((await readdir(dataDir)).sort(), ['elsewhere', 'temporary'])
})

t.test('a cache that cannot be used is told in the log and stops nothing', async (t) => {
  const dataDir = t.testdir({ downloads: 'a file where the folder should be' })
  const { app, lines } = await start(t, { dataDir, appEnv: 'testing' })
  const { origin } = await startWebServer(t, { '/a.pdf': { type: 'application/pdf', body: '%PDF-1.7' } })
  const { file, contentType } = await app.downloads.download(`${origin}/a.pdf`)
  t.equal(contentType, 'application/pdf')
  await file.dispose()
  t.match(lines.join(), /downloads will not be cached.*a download was not cached/s)
})

t.test('loopback is open while testing, where it is allowed, and nowhere else', async (t) => {
  const { origin } = await startWebServer(t, { '/': { body: 'x' } })
  const cases: [settings: SettingsOverrides, isOpen: boolean][] = [
    [{}, false],
    [{ appEnv: 'testing' }, true],
    [{ outboundAllowPrivate: true }, true],
    [{ outboundAllowedHosts: ['127.0.0.1'] }, true],
    [{ outboundAllowedHosts: ['example.com'] }, false],
  ]
  for (const [settings, isOpen] of cases) {
    const { app } = await start(t, { dataDir: t.testdir(), ...settings })
    const download = app.downloads.download(origin)
    if (isOpen) await t.resolves(download, JSON.stringify(settings))
    else await t.rejects(download, { name: 'OutboundError', message: /no server/ }, JSON.stringify(settings))
    await app.close()
  }
})

t.test('the time limit is the one of the settings', async (t) => {
  const { app } = await start(t, { dataDir: t.testdir(), appEnv: 'testing', outboundTimeoutSeconds: 1 })
  const { origin } = await startWebServer(t, { '/': () => {} })
  await t.rejects(app.downloads.download(origin), { message: 'the download took too long' })
})
