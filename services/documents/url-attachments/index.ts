import fp from 'fastify-plugin'
import { UrlAttachmentService } from './url-attachment-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    urlAttachments: UrlAttachmentService
  }
}

export default fp(
  async (app) => {
    const { urlReader, fileRules, attachments, attachmentWriter } = app
    app.decorate(
      'urlAttachments',
      new UrlAttachmentService({ reader: urlReader, rules: fileRules, attachments, writer: attachmentWriter }),
    )
  },
  { name: 'url-attachments', fastify: '5.x', dependencies: ['documents', 'url-reader'] },
)
