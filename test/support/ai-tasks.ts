import type { FastifyInstance } from 'fastify'
import { followTask, type StoredTaskEvent } from './task-events.ts'

export interface SentImage {
  bytes: Uint8Array<ArrayBuffer>
  type?: string
  name?: string
}

export interface SentAnalysis {
  text?: string
  image?: SentImage
}

/** The body and the headers of a form. */
export async function encodeForm({
  text,
  image,
}: SentAnalysis): Promise<{ payload: Buffer; headers: Record<string, string> }> {
  const form = new FormData()
  if (text !== undefined) form.append('text', text)
  if (image)
    form.append('image', new File([image.bytes], image.name ?? 'part.png', { type: image.type ?? 'image/png' }))
  const encoded = new Response(form)
  return {
    payload: Buffer.from(await encoded.arrayBuffer()),
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
  }
}

/** Sends a form to `POST /api/ai-parts/analyze`. */
export async function analyze(app: FastifyInstance, sent: SentAnalysis, cookie?: string) {
  const { payload, headers } = await encodeForm(sent)
  return app.inject({
    method: 'POST',
    url: '/api/ai-parts/analyze',
    payload,
    headers: { ...headers, ...(cookie !== undefined && { cookie }) },
  })
}

/** What became of a task that has completed or failed. */
export interface TaskEnd {
  events: StoredTaskEvent[]
  /** The data of the last event. */
  result: Record<string, unknown>
  /** `[value, text]` of each progress update. */
  progress: [value: number, text: string][]
}

async function endOf(app: FastifyInstance, response: { statusCode: number; body: string }): Promise<TaskEnd> {
  if (response.statusCode !== 201) throw new Error(`no task: ${response.statusCode} ${response.body}`)
  const events = await followTask(app)(JSON.parse(response.body).task_id)
  const updates = events.filter(({ event_type }) => event_type === 'progress_update')
  return {
    events,
    result: events.at(-1)?.data ?? {},
    progress: updates.map(({ data }) => [Number(data?.value), String(data?.text)]),
  }
}

/** Has a part analysed, to the end. */
export async function runAnalysis(app: FastifyInstance, sent: SentAnalysis): Promise<TaskEnd> {
  return endOf(app, await analyze(app, sent))
}

/** Has a record cleaned up, to the end. */
export async function runCleanup(app: FastifyInstance, key: string): Promise<TaskEnd> {
  return endOf(app, await app.inject({ method: 'POST', url: '/api/ai-parts/cleanup', payload: { part_key: key } }))
}
