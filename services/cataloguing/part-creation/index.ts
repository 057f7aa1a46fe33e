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
    const { db, parts, urlReader, fileRules, attachmentWriter } = app
    app.decorate(
      'partCreation',
      new PartCreation({ db, parts, reader: urlReader, rules: fileRules, writer: attachmentWriter }),
    )
  },
  { name: 'part-creation', fastify: '5.x', dependencies: ['database', 'documents', 'parts', 'url-reader'] },
)
