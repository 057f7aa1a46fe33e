import { setTimeout as delay } from 'node:timers/promises'

/** A server's answer to a search has some hundred kilobytes at most. */
const MAX_BYTES = 16 * 1024 * 1024
const ATTEMPTS = 3
/** Longest wait before another attempt. */
const MAX_WAIT_SECONDS = 30

/** Mouser refuses clients that are not browsers. */
const HEADERS = {
  accept: 'application/json',
  'content-type': 'application/json',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
}

/** There is no usable answer. The message contains neither URL nor key. */
export class MouserRequestError extends Error {
  override readonly name = 'MouserRequestError'
  /** Seconds to wait before another attempt; null when another attempt would fail, too. */
  readonly retryAfter: number | null

  constructor(message: string, retryAfter: number | null = null) {
    super(message)
    this.retryAfter = retryAfter
  }
}

export interface MouserRequest {
  url: string
  body: unknown
  signal: AbortSignal
  /** Called before every attempt; an error that it throws ends the request. */
  beforeAttempt: () => Promise<void>
}

export interface RequestTimes {
  /** Milliseconds that one attempt may take. */
  attempt: number
  /** Milliseconds before the second attempt; doubled for the third. */
  backOff: number
}

/** `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date. */
function secondsToWait(header: string | null): number {
  if (header === null) return 0
  const seconds = /^\s*\d+\s*$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(seconds, 0) : 0
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > MAX_BYTES) throw new MouserRequestError('the answer is too large')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new MouserRequestError('the answer is not JSON')
  }
}

async function attempt({ url, body, signal }: MouserRequest, milliseconds: number): Promise<unknown> {
  const deadline = AbortSignal.timeout(milliseconds)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: HEADERS,
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.any([signal, deadline]),
    })
    const { status } = response
    if (status >= 200 && status < 300) return parse(await readText(response))
    await response.body?.cancel()
    const mayRetry = status === 429 || status >= 500
    throw new MouserRequestError(
      `HTTP status ${status}`,
      mayRetry ? secondsToWait(response.headers.get('retry-after')) : null,
    )
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (error instanceof MouserRequestError) throw error
    throw new MouserRequestError(deadline.aborted ? 'no answer in time' : 'the connection failed or broke off')
  }
}

/**
 * Sends a JSON POST, up to three times while the server is overloaded or fails (status 429 and 5xx), with the pauses that
 * the server requests.
 *
 * @returns the parsed body of a successful answer.
 * @throws MouserRequestError; what `beforeAttempt` throws before the first attempt; the signal's reason when it aborts.
 */
export async function postToMouser(request: MouserRequest, times: RequestTimes): Promise<unknown> {
  await request.beforeAttempt()
  for (let count = 1; ; count++) {
    try {
      return await attempt(request, times.attempt)
    } catch (error) {
      if (!(error instanceof MouserRequestError) || error.retryAfter === null) throw error
      if (count === ATTEMPTS || error.retryAfter > MAX_WAIT_SECONDS) throw error
      const wait = Math.max(error.retryAfter * 1000, times.backOff * 2 ** (count - 1))
      await delay(wait, undefined, { signal: request.signal }).catch(() => request.signal.throwIfAborted())
      // When no further request may be sent, the failure of the last one is reported.
      await request.beforeAttempt().catch(() => {
        throw error
      })
    }
  }
}
