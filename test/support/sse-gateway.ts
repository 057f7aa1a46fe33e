import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Teardown } from './test-database.ts'

interface SentEvent {
  token: string
  event?: { name: string; data: string }
  close?: boolean
}

/**
 * An event gateway as far as it matters to the service: it reports streams with callbacks, takes events at
 * `/internal/send`, and buffers those that arrive before a stream has opened.
 */
export class TestGateway {
  readonly url: string
  /** What was sent, in order. */
  readonly sent: SentEvent[] = []
  /** Bodies as they came. */
  readonly bodies: string[] = []
  /** Answers a send with this status instead of the usual one. */
  answer: (message: SentEvent) => number | Promise<number> | undefined = () => undefined
  readiness = 200
  /** Greatest number of sends that were open at the same time. */
  mostAtOnce = 0
  callbackUrl = ''
  readonly #tokens = new Set<string>()
  readonly #waiting = new Set<() => void>()
  #open = 0

  constructor(url: string) {
    this.url = url
  }

  /** Sends a callback as the gateway does. */
  async callback(body: unknown, { query = '', headers = {} } = {}): Promise<Response> {
    return fetch(`${this.callbackUrl}/api/sse/callback${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
    })
  }

  /** A browser opens a stream. @returns the service's answer. */
  async connect(requestId: string, token: string, headers: Record<string, string | string[]> = {}): Promise<Response> {
    this.#tokens.add(token)
    const url = `/api/sse/stream?request_id=${requestId}`
    const response = await this.callback({ action: 'connect', token, request: { url, headers } })
    if (!response.ok) this.#tokens.delete(token)
    return response
  }

  /** A browser's stream has ended. */
  async disconnect(token: string): Promise<Response> {
    this.#tokens.delete(token)
    return this.callback({ action: 'disconnect', token, reason: 'client_closed', request: { url: '/', headers: {} } })
  }

  /** A stream ends without the service being told. */
  lose(token: string): void {
    this.#tokens.delete(token)
  }

  /** Resolves when the condition holds, which is looked at with everything that is sent. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.add(resolve))
  }

  /** Payloads that a stream got, by the name of the event. */
  received(token: string, name: string): Record<string, unknown>[] {
    return this.sent.flatMap((message) =>
      message.token === token && message.event?.name === name ? [JSON.parse(message.event.data)] : [],
    )
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/readyz') return void response.writeHead(this.readiness).end()
    if (request.url !== '/internal/send') return void response.writeHead(404).end()
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#open)
    let body = ''
    for await (const chunk of request) body += chunk
    this.bodies.push(body)
    const message: SentEvent = JSON.parse(body)
    this.sent.push(message)
    const status = (await this.answer(message)) ?? (this.#tokens.has(message.token) ? 200 : 404)
    if (message.close) this.#tokens.delete(message.token)
    this.#open--
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ status: 'ok' }))
    for (const resume of this.#waiting) resume()
    this.#waiting.clear()
  }
}

/** Starts a gateway. It ends with the test. */
export async function startGateway(t: Teardown): Promise<TestGateway> {
  const server = createServer((request, response) => void gateway.handle(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the gateway does not listen')
  const gateway = new TestGateway(`http://127.0.0.1:${address.port}/`)
  return gateway
}
