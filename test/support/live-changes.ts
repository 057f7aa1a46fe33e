import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Test } from 'tap'
import type { SettingsOverrides } from '../../plugins/config/index.ts'
import type { ChangeMessage, NamedChange } from '../../plugins/live-changes/merged-changes.ts'
import { buildApp } from './build-app.ts'
import { type EventSourceClient, openStream } from './event-source.ts'

/** Calls the service. Rejects with what it answered when that is no success. */
function client(app: FastifyInstance) {
  return async (method: 'DELETE' | 'PATCH' | 'POST' | 'PUT', path: string, payload?: object) => {
    const request: InjectOptions = { method, url: `/api${path}` }
    const answer = await app.inject(payload === undefined ? request : { ...request, payload })
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${answer.body}`)
    return { body: answer.body === '' ? undefined : answer.json(), headers: answer.headers }
  }
}

/** Starts a service that listens, and whose pages can be opened. */
export async function serve(t: Test, settings: SettingsOverrides = {}) {
  const app = await buildApp(t, { settings: { appEnv: 'testing', ...settings } })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const stream = async (requestId: string, headers: Record<string, string> = {}) => {
    const page = await openStream(t, `${url}/api/sse/stream?request_id=${requestId}`, headers)
    await page.until(({ text }) => text.includes('connected'))
    return page
  }
  return { app, url, stream, send: client(app) }
}

/** The messages about changes that a page got. */
export function messagesOf(page: EventSourceClient): ChangeMessage[] {
  return page.messages.flatMap(({ type, payload }) =>
    type === 'inventory_changed' ? [payload as unknown as ChangeMessage] : [],
  )
}

export function changesOf(page: EventSourceClient): NamedChange[] {
  return messagesOf(page).flatMap(({ changes }) => changes)
}

/** Changes as `kind id`. */
export function names(changes: readonly NamedChange[]): Set<string> {
  return new Set(changes.map(({ kind, id }) => `${kind} ${id}`))
}

/**
 * Whether the changes tell of all these records, `kind id`: by name, or by their kind alone, as after announcements may
 * have been lost. A test that waits for the name alone would wait for ever then.
 */
export function tells(changes: readonly NamedChange[], expected: readonly string[]): boolean {
  const told = names(changes)
  return expected.every((name) => told.has(name) || told.has(name.replace(/ .*/s, ' null')))
}

/** Waits until a page was told of these changes, `kind id`, and looks that each was named. */
export async function told(t: Test, page: EventSourceClient, ...expected: string[]): Promise<void> {
  await page.until(() => tells(changesOf(page), expected))
  const named = names(changesOf(page))
  for (const name of expected) t.ok(named.has(name), name)
}
