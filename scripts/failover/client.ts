import { setTimeout as delay } from 'node:timers/promises'

export type Method = 'GET' | 'POST' | 'PUT'

const PAUSE_MS = 200

/** @returns null while the service cannot answer. @throws Error with what was answered when that is a refusal. */
async function attempt(url: string, method: Method, body?: object): Promise<string | null> {
  const response = await fetch(url, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => null)
  const text = await response?.text().catch(() => null)
  if (response === null || typeof text !== 'string' || response.status >= 500) return null
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text}`)
  return text
}

/** Sends a request as JSON, again and again until it is a success. @throws Error when it is refused. */
export async function send<T>(url: string, method: Method, body?: object): Promise<T> {
  for (;;) {
    const text = await attempt(url, method, body)
    if (text !== null) return JSON.parse(text)
    await delay(PAUSE_MS)
  }
}
