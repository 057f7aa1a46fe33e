import fp from 'fastify-plugin'
import { ReceiptService } from './receipt-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    receipts: ReceiptService
  }
}

export default fp(
  async (app) => {
    app.decorate('receipts', new ReceiptService(app.db, app.parts))
  },
  { name: 'receipts', fastify: '5.x', dependencies: ['database', 'parts'] },
)
