import type { LookupFunction } from 'node:net'
import type { Agent, Dispatcher } from 'undici'

const CONNECT_TIMEOUT_MS = 10_000

/** An answer whose body has not been read. When it is not read to its end, `dismiss` must close its connection. */
export type Answer = Dispatcher.ResponseData

export interface HttpRequest {
  method: 'GET' | 'POST'
  headers: Readonly<Record<string, string>>
  body: string | null
  signal: AbortSignal
}

/** A header of an answer; the first one when it was sent several times. */
export function headerOf({ headers }: Answer, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}

/**
 * The address in the `Location` header. Node.js reads headers as Latin-1, but many servers write UTF-8 into this one.
 */
export function locationOf(answer: Answer): string | undefined {
  const location = headerOf(answer, 'location')
  if (location === undefined) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(location, 'latin1'))
  } catch {
    return location
  }
}

/** All content encodings of an answer, in one header or in several. */
export function encodingOf({ headers }: Answer): string {
  const value = headers['content-encoding'] ?? ''
  return (Array.isArray(value) ? value.join(',') : value).trim().toLowerCase()
}

export function dismiss({ body }: Answer): void {
  body.on('error', () => {})
  body.destroy()
}

/** Sends single requests, each over a connection of its own, and follows nothing. */
export class HttpTransport {
  readonly #lookup: LookupFunction
  #agent: Promise<Agent> | undefined

  /** @param lookup finds the addresses of host names, and refuses some. */
  constructor(lookup: LookupFunction) {
    this.#lookup = lookup
  }

  async send(url: string, request: HttpRequest): Promise<Answer> {
    this.#agent ??= this.#createAgent().catch((error) => {
      // It is tried again with the next request.
      this.#agent = undefined
      throw error
    })
    const agent = await this.#agent
    const { origin, pathname, search } = new URL(url)
    return agent.request({ origin, path: `${pathname}${search}`, ...request })
  }

  /** Ends all requests. */
  async close(): Promise<void> {
    await (await this.#agent)?.destroy()
  }

  async #createAgent(): Promise<Agent> {
    // Loaded with the first request, because it needs much memory.
    const undici = await import('undici')
    return new undici.Agent({
      // One connection a request: the address of a kept one was checked for an earlier request.
      pipelining: 0,
      allowH2: false,
      // `Deadline` limits the whole request.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { lookup: this.#lookup, timeout: CONNECT_TIMEOUT_MS },
    })
  }
}
