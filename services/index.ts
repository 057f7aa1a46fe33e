import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import access from './access/index.ts'
import catalogue from './catalogue/index.ts'
import cataloguing from './cataloguing/index.ts'
import documents from './documents/index.ts'
import exchange from './exchange/index.ts'
import kits from './kits/index.ts'
import overviews from './overviews/index.ts'
import shopping from './shopping/index.ts'
import stock from './stock/index.ts'
import work from './work/index.ts'

/** Every wing, from the lowest: each uses only those registered before it. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(access)
    await app.register(work)
    await app.register(documents)
    await app.register(catalogue)
    await app.register(stock)
    await app.register(cataloguing)
    await app.register(kits)
    await app.register(shopping)
    await app.register(exchange)
    await app.register(overviews)
  },
  { name: 'services', fastify: '5.x', dependencies: ['database'] },
)
