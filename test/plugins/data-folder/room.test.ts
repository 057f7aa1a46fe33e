import { statfs } from 'node:fs/promises'
import t from 'tap'
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
