import Fastify from 'fastify'
import t, { type Test } from 'tap'
import blobStorage from '../../../plugins/blob-storage/index.ts'
import config, { type SettingsOverrides } from '../../../plugins/config/index.ts'
import { startS3 } from '../../support/s3-server.ts'
import { collectLog } from '../../support/signed-in-app.ts'

async function start(t: Test, settings: SettingsOverrides) {
  const { lines, logger } = collectLog()
  const app = Fastify({ logger })
  await app.register(config, settings)
  await app.register(blobStorage)
  t.teardown(() => app.close())
  await app.ready()
  return { app, log: lines.join('') }
}

t.test('files lie in the data folder', async (t) => {
  const dataDir = t.testdir()
  const { app, log } = await start(t, { dataDir })
  t.equal(await app.blobs.head('cas/x'), null)
  t.notMatch(log, /not usable/)
})

t.test('a bucket is used when there is one; its scheme follows a setting', async (t) => {
  const { settings, requests } = await startS3(t)
  const { app } = await start(t, { ...settings, s3EndpointUrl: new URL(settings.s3EndpointUrl).host })
  t.equal(await app.blobs.head('cas/x'), null)
  t.match(requests[0], { method: 'HEAD', url: '/inventory-files' }, 'addressed by path')
})

t.test('a storage that cannot be used does not stop the start, and its keys are in no log', async (t) => {
  const s3 = await startS3(t)
  s3.decide = () => 'cut'
  const { log } = await start(t, { ...s3.settings, s3SecretAccessKey: 'very-secret' })
  t.match(log, /the file storage is not usable/)
  t.notMatch(log, /very-secret/)
})
