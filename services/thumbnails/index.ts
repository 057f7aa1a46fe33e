import { join, resolve } from 'node:path'
import fp from 'fastify-plugin'
import { type Sweeper, sweepHourly } from '../../plugins/sweeper.ts'
import { ThumbnailService } from './thumbnail-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    thumbnails: ThumbnailService
  }
}

const MAX_TOTAL_BYTES = 2 ** 30

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
    let sweeper: Sweeper | undefined
    app.addHook('onReady', async () => {
      await thumbnails.prepare().catch((err) => log.warn({ err }, 'no folder for thumbnails'))
      sweeper = sweepHourly(
        () => thumbnails.sweep(),
        (err) => log.warn({ err }, 'old thumbnails were not removed'),
      )
    })
    app.addHook('onClose', async () => sweeper?.stop())
  },
  { name: 'thumbnails', fastify: '5.x', dependencies: ['config', 'blob-storage'] },
)
