import type { FastifyReply, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** False for a route whose requests a shutdown does not wait for, such as an endless stream. */
    holdsShutdown?: boolean
  }
}

/** So many are told one by one. */
const NAMED_ROUTES = 5

/** The requests that a shutdown waits for before the server stops listening. */
export class RequestsInFlight {
  readonly #replies = new Set<FastifyReply>()

  /** Watches a request from its beginning until its answer has gone out or its client has gone away. */
  add(request: FastifyRequest, reply: FastifyReply): void {
    if (request.routeOptions.config.holdsShutdown === false) return
    this.#replies.add(reply)
    reply.raw.once('close', () => this.#replies.delete(reply))
  }

  /**
   * Resolves when the requests that are in flight now have ended. Those that arrive meanwhile do not prolong it, and
   * event streams are left out: they end by another way.
   */
  async ended(): Promise<void> {
    const pending = this.#waitedFor()
    await Promise.all(pending.map((reply) => new Promise((resolve) => reply.raw.once('close', resolve))))
  }

  /** Which requests are not answered yet, by their routes, and what becomes of them when nobody waits any more. */
  describe(): string {
    const pending = this.#waitedFor()
    const routes = new Set(
      pending.map(({ request: { method, routeOptions } }) => `${method} ${routeOptions.url ?? '*'}`),
    )
    const named = [...routes].slice(0, NAMED_ROUTES)
    if (routes.size > named.length) named.push('…')
    return `requests that are not answered yet, ${pending.length} (${named.join(', ')}). Their connections will be closed`
  }

  #waitedFor(): FastifyReply[] {
    return [...this.#replies].filter((reply) => !isEventStream(reply))
  }

  /** Whether an answer has been written and has not gone out yet, because its client reads slowly. */
  get isFlushing(): boolean {
    return [...this.#replies].some(({ raw }) => raw.writableEnded)
  }

  /** Resolves when every answer that has been written has gone out, those to late requests as well. */
  async flushed(): Promise<void> {
    for (;;) {
      const flushing = [...this.#replies].filter(({ raw }) => raw.writableEnded)
      if (flushing.length === 0) return
      await Promise.all(flushing.map((reply) => new Promise((resolve) => reply.raw.once('close', resolve))))
    }
  }
}

function isEventStream({ raw }: FastifyReply): boolean {
  return String(raw.getHeader('content-type') ?? '').startsWith('text/event-stream')
}
