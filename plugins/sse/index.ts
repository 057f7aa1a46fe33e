import fp from 'fastify-plugin'
import { failureFields } from '../database/failure-fields.ts'
import { runWithin } from '../lifecycle/time-limit.ts'
import { ConnectionObservers } from './connection-observers.ts'
import { GatewayClient } from './gateway-client.ts'
import { GatewayConnections } from './gateway-connections.ts'
import { LiveEvents, type Streams } from './live-events.ts'
import { OwnStreams } from './own-streams.ts'
import { STREAM_CHANNEL } from './statements.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Live events to open pages. */
    sse: LiveEvents
  }
}

const READINESS_MS = 1000
/** How long a shutdown waits for the last events before it ends the streams. */
const LAST_EVENTS_SECONDS = 3

/** Live events: served to browsers by this service itself, or through the gateway at `SSE_GATEWAY_URL`. */
export default fp(
  async (app) => {
    const { config, db, log } = app
    const observers = new ConnectionObservers(log)

    function serveOwnStreams(): Streams {
      const own = new OwnStreams({
        db,
        observers,
        log,
        heartbeatSeconds: config.sseHeartbeatInterval,
        limits: { total: config.sseMaxStreams, perClient: config.sseMaxStreamsPerClient },
        everySubject: !config.needsSignIn,
      })
      app.notifications.listen('sse_events', (payload) => own.announced(Number(payload)))
      app.notifications.listen(STREAM_CHANNEL, (payload) => own.replacementAnnounced(payload))
      app.notifications.onConnected(() => own.catchUp())
      app.notifications.onBeat(() => own.catchUp())
      app.addHook('onReady', async () => own.start())
      app.lifecycle.beforeServerClose('event streams', async () => {
        // The last events of tasks that have just ended may be stored and not yet announced.
        await runWithin(LAST_EVENTS_SECONDS, () => own.catchUp())
        own.endAll()
      })
      app.addHook('onClose', () => own.close())
      return { own, gateway: null }
    }

    function useGateway(url: string): Streams {
      const client = new GatewayClient(url, log)
      const gateway = new GatewayConnections({ db, client, observers, log, everySubject: !config.needsSignIn })
      let last: { at: number; result: ReturnType<GatewayClient['ready']> } | undefined
      app.readiness.addCheck('sse_gateway', () => {
        const now = performance.now()
        if (last === undefined || now - last.at >= READINESS_MS) last = { at: now, result: client.ready() }
        return last.result
      })
      app.addHook('onReady', () =>
        app.schema.startWith(() =>
          gateway.start().catch((error) => log.warn(failureFields(error), 'gateway connections were not counted')),
        ),
      )
      app.lifecycle.beforeServerClose('gateway sends', () => gateway.flush())
      app.addHook('onClose', () => gateway.close())
      return { own: null, gateway }
    }

    const streams = config.sseGatewayUrl === null ? serveOwnStreams() : useGateway(config.sseGatewayUrl)
    app.addHook('onClose', () => observers.settled())
    app.decorate('sse', new LiveEvents(db, log, observers, streams))
  },
  {
    name: 'sse',
    fastify: '5.x',
    dependencies: ['config', 'database', 'lifecycle', 'health', 'notifications'],
  },
)
