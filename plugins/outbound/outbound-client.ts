import { AddressGuard, type GuardOptions } from './address-guard.ts'
import { Deadline } from './deadline.ts'
import { ACCEPTED_ENCODINGS, decodedBody } from './decoded-body.ts'
import { type Answer, dismiss, encodingOf, HttpTransport, headerOf, locationOf } from './http-transport.ts'
import { OutboundError } from './outbound-error.ts'

const MAX_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** Many vendors' sites refuse clients that are not browsers. */
const BROWSER_HEADERS = {
  accept: '*/*',
  'accept-language': 'nl,en-US;q=0.9,en;q=0.8',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
}

export interface OutboundOptions extends GuardOptions {
  /** How long a request may take in all, until the last byte of its answer, in milliseconds. Default 30 s. */
  deadlineMs?: number
}

export interface OutboundRequest {
  /** Greatest number of bytes of the answer, decoded. */
  maxBytes: number
  /** A POST follows no redirect. Default GET. */
  method?: 'GET' | 'POST'
  /** In addition to those of a browser. Only the first server gets them, not those of redirects. */
  headers?: Readonly<Record<string, string>>
  body?: string
  /** Aborts the request; it then fails with the signal's reason. */
  signal?: AbortSignal | undefined
}

export interface OutboundResponse {
  /** Where the answer came from, after redirects. */
  url: string
  contentType: string | null
  /** Decoded bytes. Read them to the end, or leave the `for await` early. Rejects with OutboundError. */
  body: AsyncIterable<Uint8Array>
}

/**
 * Fetches URLs of users through the address guard: every redirect is checked again, no cookies, credentials or proxies of
 * the service are used, and time and size are limited.
 */
export class OutboundClient {
  readonly #guard: AddressGuard
  readonly #transport: HttpTransport
  readonly #deadlineMs: number

  constructor({ deadlineMs = 30_000, ...guard }: OutboundOptions = {}) {
    this.#deadlineMs = deadlineMs
    this.#guard = new AddressGuard(guard)
    this.#transport = new HttpTransport(this.#guard.lookup)
  }

  /**
   * Fetches a URL.
   *
   * @throws OutboundError for a URL that is refused, and for anything but an answer with a status of 200 to 299.
   */
  async fetch(url: string, options: OutboundRequest): Promise<OutboundResponse> {
    const { maxBytes } = options
    options.signal?.throwIfAborted()
    const deadline = new Deadline(this.#deadlineMs, options.signal)
    const { url: finalUrl, answer } = await deadline.untilAnswered(() => this.#follow(url, options, deadline.signal))
    if (Number(headerOf(answer, 'content-length') ?? 0) > maxBytes) {
      dismiss(answer)
      throw new OutboundError('Content too large')
    }
    return {
      url: finalUrl,
      contentType: headerOf(answer, 'content-type') ?? null,
      body: deadline.whileReading(decodedBody(answer.body, encodingOf(answer), maxBytes)),
    }
  }

  async close(): Promise<void> {
    await this.#transport.close()
  }

  async #follow(
    start: string,
    options: OutboundRequest,
    signal: AbortSignal,
  ): Promise<{ url: string; answer: Answer }> {
    const { method = 'GET', headers = {}, body = null } = options
    let url = this.#guard.check(start)
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const sent = { ...BROWSER_HEADERS, 'accept-encoding': ACCEPTED_ENCODINGS, ...(hop === 0 && headers) }
      const answer = await this.#transport.send(url.href, { method, headers: sent, body, signal })
      const { statusCode } = answer
      if (statusCode >= 200 && statusCode < 300) return { url: url.href, answer }
      const target = locationOf(answer)
      dismiss(answer)
      if (method !== 'GET' || !REDIRECTS.has(statusCode) || target === undefined) {
        throw new OutboundError(`the server answered with status ${statusCode}`)
      }
      url = this.#guard.check(URL.parse(target, url.href)?.href ?? target)
    }
    throw new OutboundError('the server redirects too often')
  }
}
