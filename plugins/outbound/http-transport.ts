import type { LookupFunction } from 'node:net'
import type { Agent, Dispatcher } from 'undici'

const CONNECT_TIMEOUT_MS = 10_000

/** An answer that is still open: the connection of one that is not read must be ended by `dismiss`. */
export type Answer = Dispatcher.ResponseData

export interface HttpRequest {
  method: 'GET' | 'POST'
  headers: Readonly<Record<string, string>>
  body: string | null
  signal: AbortSignal
}

/** A header of an answer; of one that is there several times, the first. */
export function headerOf({ headers }: Answer, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** All encodings of an answer, whether in one header or in several. */
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
    this.#agent ??= this.#createAgent()
    const agent = await this.#agent
    const { origin, pathname, search } = new URL(url)
    return agent.request({ origin, path: `${pathname}${search}`, ...request })
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    await (await this.#agent)?.destroy()
  }

  async #createAgent(): Promise<Agent> {
    // Loaded with the first request: it takes more memory than everything else that serves a request.
    const undici = await import('undici')
    return new undici.Agent({
      // One connection a request: a kept one would answer for a check that is long past.
      pipelining: 0,
      allowH2: false,
      // The deadline of the whole request rules.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { lookup: this.#lookup, timeout: CONNECT_TIMEOUT_MS },
    })
  }
}
