import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'

export interface ReplicaReadsOptions {
  /** Addresses that the read replica may answer to GET and HEAD, as they are declared. */
  routes: ReadonlySet<string>
}

/** Has the read replica answer routes, where there is one. Register it before the routes. */
async function replicaReads(app: FastifyInstance, { routes }: ReplicaReadsOptions): Promise<void> {
  const { db } = app
  if (!db.hasReplica) return

  app.addHook('onRoute', (route: RouteOptions) => {
    const isRead = [route.method].flat().every((method) => method === 'GET' || method === 'HEAD')
    if (!isRead || !routes.has(route.url)) return
    const { handler } = route
    route.handler = function (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
      return db.preferReplica(() => handler.call(this, request, reply))
    }
  })
}

export default fp(replicaReads, { name: 'replica-reads', fastify: '5.x', dependencies: ['database'] })
