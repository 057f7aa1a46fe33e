import fp from 'fastify-plugin'
import { ClassifyUrls } from './classify-urls.ts'
import { PartTypes } from './part-types.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The types that a part can be of, for models. */
    partTypes: PartTypes
    /** Tells models what URLs lead to. */
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
