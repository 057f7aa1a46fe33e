import fp from 'fastify-plugin'
import { ClassifyUrls } from './classify-urls.ts'
import { PartTypes } from './part-types.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The types of the inventory, for prompts and answers of models. */
    partTypes: PartTypes
    /** A tool of models that checks URLs. */
    classifyUrls: ClassifyUrls
  }
}

export default fp(
  async (app) => {
    app.decorate('partTypes', new PartTypes(app.db))
    app.decorate('classifyUrls', new ClassifyUrls(app.urlReader))
  },
  { name: 'part-details', fastify: '5.x', dependencies: ['database', 'url-reader'] },
)
