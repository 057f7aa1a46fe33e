import fp from 'fastify-plugin'
import { VersionService } from './version-service.ts'
import { VersionSource } from './version-source.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The version of the front end. */
    frontEndVersion: VersionService
  }
}

export default fp(
  async (app) => {
    const { config, webFolder, db, sse, log } = app
    const source = new VersionSource({ url: config.frontendVersionUrl, webRoot: webFolder?.root ?? null, log })
    const service = new VersionService({ db, sse, source, log })
    app.decorate('frontEndVersion', service)
    sse.observers.onConnect((requestId) => service.sendVersion(requestId))
    sse.observers.onDisconnect((requestId) => service.deletePending(requestId))
    app.lifecycle.onPrepareShutdown('VersionService', () => service.stop())
  },
  { name: 'version', fastify: '5.x', dependencies: ['config', 'database', 'lifecycle', 'sse'] },
)
