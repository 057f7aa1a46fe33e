import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import documents from './documents/index.ts'
import thumbnails from './thumbnails/index.ts'
import urlAttachments from './url-attachments/index.ts'
import urlReader from './url-reader/index.ts'

/** Documents and pictures: stored, drawn small, read and attached from addresses. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(documents)
    await app.register(thumbnails)
    await app.register(urlReader)
    await app.register(urlAttachments)
  },
  { name: 'documents-wing', fastify: '5.x', dependencies: ['database'] },
)
