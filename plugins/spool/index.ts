import { join, resolve } from 'node:path'
import fp from 'fastify-plugin'
import { makeFolder } from '../make-folder.ts'
import { repeat } from '../repeat.ts'
import { sweepFolder } from './sweep-folder.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Folder for files in transit: uploads and downloads before they are stored. */
    temporaryFolder: string
  }
}

/** Older files were left by a process that was killed. */
const LEFTOVER_AGE_MS = 24 * 3_600_000
const SWEEP_SECONDS = 3600

/** Creates a folder for files in transit, and deletes files that were left by processes that have ended. */
export default fp(
  async (app) => {
    const folder = join(resolve(app.config.dataDir), 'temporary')
    app.decorate('temporaryFolder', folder)
    const sweep = repeat(SWEEP_SECONDS, () => sweepFolder(folder, { maxAgeMs: LEFTOVER_AGE_MS }), { atOnce: true })
    app.addHook('onReady', async () => {
      await makeFolder(folder).catch((err) =>
        app.log.warn(
          { err },
          'there is no folder for temporary files, so nothing can be uploaded: check the disk of DATA_DIR',
        ),
      )
      sweep.start((err) => app.log.warn({ err }, 'old temporary files were not removed'))
    })
    app.addHook('onClose', () => sweep.stop())
  },
  { name: 'spool', fastify: '5.x', dependencies: ['config'] },
)
