import fp from 'fastify-plugin'
import { lcscInterceptor } from './lcsc.ts'
import { UrlReader } from './url-reader.ts'

declare module 'fastify' {
  interface FastifyInstance {
    urlReader: UrlReader
  }
}

export default fp(
  async (app) => {
    const { config, downloads, fileRules, temporaryFolder, log } = app
    const interceptors = [lcscInterceptor(log)]
    app.decorate(
      'urlReader',
      new UrlReader({
        downloads,
        rules: fileRules,
        interceptors,
        folder: temporaryFolder,
        previewDeadlineMs: config.outboundTimeoutSeconds * 1000,
        log,
      }),
    )
  },
  { name: 'url-reader', fastify: '5.x', dependencies: ['config', 'outbound', 'spool', 'documents'] },
)
