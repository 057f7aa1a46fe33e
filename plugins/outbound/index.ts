import { join, resolve } from 'node:path'
import fp from 'fastify-plugin'
import { makeFolder } from '../make-folder.ts'
import { repeat } from '../repeat.ts'
import { DownloadCache } from './download-cache.ts'
import { Downloader } from './downloader.ts'
import { JsonCache } from './json-cache.ts'
import { OutboundClient } from './outbound-client.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Fetches URLs of users; nothing else in the service may do that. */
    outbound: OutboundClient
    /** Downloads into files, with a cache. */
    downloads: Downloader
    /** Keeps answers of other services among the downloads. */
    jsonCache: JsonCache
  }
}

const HOUR_MS = 3_600_000
const SWEEP_SECONDS = 3600

/** Downloads for users through the address guard, and the cache of these downloads. */
export default fp(
  async (app) => {
    const { config, log } = app
    const client = new OutboundClient({
      deadlineMs: config.outboundTimeoutSeconds * 1000,
      allowPrivate: config.outboundAllowPrivate,
      allowLoopback: config.isTesting,
      allowedHosts: config.outboundAllowedHosts,
    })
    const folder = resolve(config.downloadCacheBasePath ?? join(config.dataDir, 'downloads'))
    const cache = new DownloadCache({ folder, maxAgeMs: config.downloadCacheCleanupHours * HOUR_MS })
    app.decorate('outbound', client)
    app.decorate(
      'downloads',
      new Downloader({ client, cache, folder: app.temporaryFolder, maxBytes: config.maxFileSize, log }),
    )

    app.decorate('jsonCache', new JsonCache(cache, app.temporaryFolder))

    const sweep = repeat(SWEEP_SECONDS, () => cache.sweep(), { atOnce: true })
    app.addHook('onReady', async () => {
      await makeFolder(folder).catch((err) =>
        log.warn({ err }, 'downloads will not be cached: check the disk of DATA_DIR'),
      )
      sweep.start((err) => log.warn({ err }, 'old downloads were not removed'))
    })
    app.addHook('onClose', async () => {
      await sweep.stop()
      await client.close()
    })
  },
  { name: 'outbound', fastify: '5.x', dependencies: ['config', 'spool'] },
)
