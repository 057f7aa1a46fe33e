import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { WebFolder } from './web-folder.ts'

export { openWebFolder } from './web-folder.ts'

export interface WebRootOptions {
  /** The folder of a built front end; null: none is served. */
  folder: WebFolder | null
}

/** Serves a built front end beside the API, so that one process is the whole product. */
async function webRoot(app: FastifyInstance, { folder }: WebRootOptions): Promise<void> {
  if (folder === null) return
  // Loaded only where a front end is served.
  const [{ sendFilesOf }, { webRoutes }] = await Promise.all([
    import('../external/static-files.ts'),
    import('./web-routes.ts'),
  ])
  await app.register(async (scope) => {
    await sendFilesOf(scope, folder.root)
    webRoutes(scope, folder)
  })
  app.log.info({ folder: folder.root }, 'serving the web front end')
}

export default fp(webRoot, { name: 'web-root', fastify: '5.x', dependencies: ['access'] })
