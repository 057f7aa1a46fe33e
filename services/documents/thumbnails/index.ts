import { join, resolve } from 'node:path'
import fp from 'fastify-plugin'
import { repeat } from '../../../plugins/repeat.ts'
import { ThumbnailService } from './thumbnail-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    thumbnails: ThumbnailService
  }
}

const MAX_TOTAL_BYTES = 2 ** 30
const SWEEP_SECONDS = 3600

export default fp(
  async (app) => {
    const { config, blobs, log } = app
    const folder = resolve(config.thumbnailStoragePath ?? join(config.dataDir, 'thumbnails'))
    const thumbnails = new ThumbnailService({
      blobs,
      folder,
      maxImageSize: config.maxImageSize,
      maxTotalBytes: MAX_TOTAL_BYTES,
    })
    app.decorate('thumbnails', thumbnails)
    const sweep = repeat(SWEEP_SECONDS, () => thumbnails.sweep(), { atOnce: true })
    app.addHook('onReady', async () => {
      await thumbnails.prepare().catch((err) => log.warn({ err }, 'no folder for thumbnails'))
      sweep.start((err) => log.warn({ err }, 'old thumbnails were not removed'))
    })
    app.addHook('onClose', () => sweep.stop())
  },
  { name: 'thumbnails', fastify: '5.x', dependencies: ['config', 'blob-storage'] },
)
