import fp from 'fastify-plugin'
import { ListReceiptService } from './list-receipt-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    listReceipts: ListReceiptService
  }
}

export default fp(
  async (app) => {
    app.decorate('listReceipts', new ListReceiptService(app.db))
  },
  { name: 'list-receipts', fastify: '5.x', dependencies: ['database'] },
)
