import fp from 'fastify-plugin'
import { AttachmentService } from './attachment-service.ts'
import { AttachmentWriter } from './attachment-writer.ts'
import { ContentStore } from './content-store.ts'
import { FileRules } from './file-rules.ts'

declare module 'fastify' {
  interface FastifyInstance {
    fileRules: FileRules
    contents: ContentStore
    attachments: AttachmentService
    attachmentWriter: AttachmentWriter
  }
}

export default fp(
  async (app) => {
    const attachments = new AttachmentService(app.db)
    const contents = new ContentStore(app.db, app.blobs)
    app.decorate('fileRules', new FileRules(app.config))
    app.decorate('contents', contents)
    app.decorate('attachments', attachments)
    app.decorate('attachmentWriter', new AttachmentWriter(app.db, contents, attachments))
  },
  { name: 'documents', fastify: '5.x', dependencies: ['config', 'database', 'blob-storage'] },
)
