import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Fastify from 'fastify'
import t from 'tap'
import config from '../../../plugins/config/index.ts'
import dataFolder from '../../../plugins/data-folder/index.ts'
import metricsPoller from '../../../plugins/metrics-poller/index.ts'
import { buildApp } from '../../support/build-app.ts'
import { sampleValue } from '../../support/sample-value.ts'

t.test('the room on the file system of the data folder is published', async (t) => {
  const polled = Promise.withResolvers<void>()
  // Callbacks run in the order of their registration, so this one comes after it.
  const app = await buildApp(t, { prepare: (own) => void own.registerForPolling('after-all', () => polled.resolve()) })
  await polled.promise
  const { blocks, bsize } = await statfs(app.config.dataDir)
  const size = await sampleValue('data_folder_size_bytes')
  const available = (await sampleValue('data_folder_available_bytes')) ?? Number.NaN
  t.equal(size, blocks * bsize)
  t.ok(available > 0 && available <= blocks * bsize, String(available))
})

t.test('of a data folder that nothing was written to yet, the room of the one above is published', async (t) => {
  const polled = Promise.withResolvers<void>()
  const dataDir = join(t.testdir(), 'not', 'made')
  const failures = () =>
    sampleValue('metrics_poller_callback_failures_total', { callback: 'data-folder', reason: 'error' })
  const app = Fastify()
  await app.register(config, { dataDir })
  await app.register(metricsPoller)
  await app.register(dataFolder)
  app.registerForPolling('after-all', () => polled.resolve())
  await app.ready()
  t.teardown(() => app.close())
  await polled.promise
  t.equal((await failures()) ?? 0, 0)
  const { blocks, bsize } = await statfs(dirname(dirname(dataDir)))
  t.equal(await sampleValue('data_folder_size_bytes'), blocks * bsize)
  t.notOk(existsSync(dataDir))
})
