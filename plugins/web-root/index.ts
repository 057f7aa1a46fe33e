import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { plainPage } from './plain-page.ts'
import type { WebFolder } from './web-folder.ts'

export { chooseWebFolder } from './choose-folder.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The folder whose pages are served; null: none. */
    webFolder: WebFolder | null
  }
}

export interface WebRootOptions {
  /** The folder of a built front end; null: `/` shows a small page with links, and there are no others. */
  folder: WebFolder | null
  /** Prefix under which browsers see the pages, without a slash at its end. */
  basePath?: string
}

/** `/` of an instance without pages. */
function plainRoute(app: FastifyInstance, basePath: string): void {
  const page = plainPage(basePath)
  const headers = { 'content-security-policy': contentSecurityPolicy(page), 'cache-control': 'no-cache' }
  app.get('/', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) =>
    reply.headers(headers).type('text/html; charset=utf-8').send(page),
  )
}

/** Serves a built front end beside the API, so that one process is the whole product. */
async function webRoot(app: FastifyInstance, { folder, basePath = '' }: WebRootOptions): Promise<void> {
  if (folder === null) {
    plainRoute(app, basePath)
    return
  }
  // Loaded only where a front end is served.
  const [{ sendFilesOf }, { webRoutes }] = await Promise.all([
    import('../external/static-files.ts'),
    import('./web-routes.ts'),
  ])
  await app.register(async (scope) => {
    await sendFilesOf(scope, folder.root)
    webRoutes(scope, folder, basePath)
  })
  app.log.info({ folder: folder.root }, 'serving the web front end')
}

export default fp(webRoot, { name: 'web-root', fastify: '5.x', dependencies: ['access'] })
