import fp from 'fastify-plugin'
import { codeTexts } from './content/code-text.ts'
import { LabelService } from './label-service.ts'
import { LabelQueue } from './queue/label-queue.ts'
import { readTemplates } from './templates/own-templates.ts'

declare module 'fastify' {
  interface FastifyInstance {
    labels: LabelService
    labelQueue: LabelQueue
  }
}

export default fp(
  async (app) => {
    const { baseurl, basePath, dataDir } = app.config
    const templates = await readTemplates(dataDir)
    app.decorate('labels', new LabelService(app.db, { templates, codeTexts: codeTexts(baseurl + basePath) }))
    app.decorate('labelQueue', new LabelQueue(app.db))
  },
  { name: 'labels', fastify: '5.x', dependencies: ['config', 'database'] },
)
