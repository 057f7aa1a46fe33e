/** The JSON of an answer, of which a test reads what it needs. */
export interface Answer {
  status: number
  headers: Headers
  type: string
  text: string
  json(): unknown
}

/** A request to a running service. */
export interface Outgoing {
  method: string
  /** Path with query. */
  url: string
  /** Sent as JSON, or as it is when it is text or a form. */
  body?: unknown
  headers?: Record<string, string>
}

/** Sends a request; redirects are not followed, and of an endless answer only the beginning is read. */
export async function send(base: string, { method, url, body, headers = {} }: Outgoing): Promise<Answer> {
  const isRaw = body === undefined || typeof body === 'string' || body instanceof FormData
  const contentType: Record<string, string> =
    body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }
  const controller = new AbortController()
  const response = await fetch(base + url, {
    method,
    headers: { ...contentType, ...headers },
    redirect: 'manual',
    signal: controller.signal,
    ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
  })
  const type = response.headers.get('content-type') ?? ''
  const isStream = type.startsWith('text/event-stream')
  const text = isStream ? '' : await response.text()
  if (isStream) controller.abort()
  return { status: response.status, headers: response.headers, type, text, json: () => JSON.parse(text) }
}
