import fp from 'fastify-plugin'
import { PartCreation } from './part-creation.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Creates parts together with their documents. */
    partCreation: PartCreation
  }
}

export default fp(
  async (app) => {
    const limits = { seconds: app.config.partDocumentsTimeoutSeconds, size: app.config.partDocumentsMaxSize }
    const { contents, parts, urlReader, fileRules, attachmentWriter } = app
    app.decorate(
      'partCreation',
      new PartCreation({ contents, parts, reader: urlReader, rules: fileRules, writer: attachmentWriter, limits }),
    )
  },
  { name: 'part-creation', fastify: '5.x', dependencies: ['config', 'documents', 'parts', 'url-reader'] },
)
