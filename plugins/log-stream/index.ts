import type { ServerResponse } from 'node:http'
import fp from 'fastify-plugin'
import { LogClient } from './log-client.ts'
import { parseLogLine } from './log-record.ts'
import { tapLog } from './log-tap.ts'

declare module 'fastify' {
  interface FastifyInstance {
    logStream: LogStream
  }
}

/** Sends the log to connected clients. */
class LogStream {
  readonly #clients = new Set<LogClient>()
  #hasEnded = false

  /** Streams the log to a response whose head has been written. */
  open(response: ServerResponse, correlationId: string): void {
    const client = new LogClient(response, correlationId)
    if (this.#hasEnded) {
      client.end('server_shutdown')
      return
    }
    this.#clients.add(client)
    response.once('close', () => {
      client.stop()
      this.#clients.delete(client)
    })
  }

  /** Sends a line of the log to all clients. A client that fails is removed. */
  readonly publish = (line: string): void => {
    if (this.#clients.size === 0) return
    const record = parseLogLine(line)
    if (record === null) return
    for (const client of this.#clients) {
      try {
        client.log(record)
      } catch {
        client.stop()
        this.#clients.delete(client)
      }
    }
  }

  /** Ends all streams, also those that are opened later. */
  end(): void {
    this.#hasEnded = true
    for (const client of this.#clients) client.end('server_shutdown')
    this.#clients.clear()
  }
}

/** While the service runs for tests: captures what it logs at INFO and above, for tests that follow it. */
export default fp(
  async (app) => {
    const stream = new LogStream()
    app.decorate('logStream', stream)
    if (!app.config.isTesting) return
    const detach = tapLog(app.log, stream.publish)
    app.lifecycle.beforeServerClose('log streams', () => stream.end())
    app.addHook('onClose', async () => {
      stream.end()
      detach()
    })
  },
  { name: 'log-stream', fastify: '5.x', dependencies: ['config', 'lifecycle'] },
)
