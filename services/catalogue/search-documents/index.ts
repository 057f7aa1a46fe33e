import fp from 'fastify-plugin'
import { DocumentRebuilder, PART_SEARCH_STALE_DOCUMENTS } from './rebuilder.ts'

declare module 'fastify' {
  interface FastifyInstance {
    searchDocuments: DocumentRebuilder
  }
}

export default fp(
  async (app) => {
    const { config, db, log, notifications } = app
    const rebuilder = new DocumentRebuilder(db)
    const rebuild = () => {
      // What a batch writes may take longer than what a request waits for.
      const limits = { statementSeconds: config.dbLongStatementTimeout, lockSeconds: config.dbLockTimeout }
      const work = () => db.withLimits(limits, () => rebuilder.start())
      db.outsideUnits(work).catch((err) => log.error({ err }, 'search documents were not rebuilt'))
    }
    app.decorate('searchDocuments', rebuilder)
    notifications.listen('part_search_stale', rebuild)
    app.registerForPolling(
      'part-search',
      async () => {
        if ((await rebuilder.publish()) > 0) rebuild()
        else await rebuilder.forgetSomeWords()
      },
      { gauges: [PART_SEARCH_STALE_DOCUMENTS] },
    )
    app.addHook('onClose', () => rebuilder.stop())
  },
  {
    name: 'search-documents',
    fastify: '5.x',
    dependencies: ['config', 'database', 'metrics-poller', 'notifications'],
  },
)
