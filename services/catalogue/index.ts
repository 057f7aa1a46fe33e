import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import parts from './parts/index.ts'
import searchDocuments from './search-documents/index.ts'
import sellerIcons from './seller-icons/index.ts'
import sellerLinks from './seller-links/index.ts'
import sellerNumbers from './seller-numbers/index.ts'
import sellers from './sellers/index.ts'
import types from './types/index.ts'

/** What there is to know of parts, whatever is in stock: parts, types, sellers and their links. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(types)
    await app.register(sellers)
    await app.register(sellerIcons)
    await app.register(sellerLinks)
    await app.register(parts)
    await app.register(sellerNumbers)
    await app.register(searchDocuments)
  },
  { name: 'catalogue-wing', fastify: '5.x', dependencies: ['database'] },
)
