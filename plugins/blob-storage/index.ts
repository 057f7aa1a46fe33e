import fp from 'fastify-plugin'
import { runWithin } from '../lifecycle/time-limit.ts'
import type { BlobStore } from './blob-store.ts'
import { openBlobStore } from './open-blob-store.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The files of the service. */
    blobs: BlobStore
  }
}

const PREPARATION_LIMIT_SECONDS = 5
const CHECK_S3 = 'check S3_ENDPOINT_URL and what else begins with S3_, and that the store runs'
const CHECK_FOLDER = 'check the disk of DATA_DIR, and that this user may write there'

/** Opens the store for files. A store that cannot be reached is logged and does not stop the start. */
export default fp(
  async (app) => {
    const store = await openBlobStore(app.config)
    app.decorate('blobs', store)
    app.addHook('onReady', async () => {
      const advice = app.config.s3EndpointUrl === null ? CHECK_FOLDER : CHECK_S3
      const result = await runWithin(PREPARATION_LIMIT_SECONDS, () => store.prepare())
      if (result.outcome === 'failed') app.log.warn({ err: result.error }, `the file storage is not usable: ${advice}`)
      if (result.outcome === 'timed out') app.log.warn(`the file storage does not answer: ${advice}`)
    })
    app.addHook('onClose', () => store.close())
  },
  { name: 'blob-storage', fastify: '5.x', dependencies: ['config'] },
)
