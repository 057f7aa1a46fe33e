import fp from 'fastify-plugin'
import { lcscInterceptor } from './lcsc.ts'
import { SiteIcons } from './site-icons.ts'
import { UrlReader } from './url-reader.ts'

declare module 'fastify' {
  interface FastifyInstance {
    urlReader: UrlReader
    siteIcons: SiteIcons
  }
}

export default fp(
  async (app) => {
    const { config, downloads, fileRules, temporaryFolder, log } = app
    const deadlineMs = config.outboundTimeoutSeconds * 1000
    const interceptors = [lcscInterceptor(log)]
    app.decorate(
      'urlReader',
      new UrlReader({
        downloads,
        rules: fileRules,
        interceptors,
        folder: temporaryFolder,
        previewDeadlineMs: deadlineMs,
        log,
      }),
    )
    app.decorate('siteIcons', new SiteIcons({ downloads, deadlineMs, log }))
  },
  { name: 'url-reader', fastify: '5.x', dependencies: ['config', 'outbound', 'spool', 'documents'] },
)
