import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Reply, Round, Usage } from './model-api-replies.ts'
import { streamEvents } from './model-api-stream.ts'
import { strictSchemaProblem } from './strict-schema.ts'
import type { Teardown } from './test-database.ts'

interface NamedSchema {
  name: string
  schema: unknown
}

/** A request for a response, as far as tests look into it. */
export interface ModelRequest {
  headers: IncomingMessage['headers']
  body: {
    model: string
    stream?: boolean
    input: Record<string, unknown>[]
    text: { verbosity: string; format: { type: string; name: string; schema: unknown; strict: boolean } }
    tools?: { type: string; name?: string; description?: string; parameters?: unknown; strict?: boolean }[]
    reasoning?: { effort?: string; summary?: string }
    max_output_tokens?: number
  }
}

export interface UploadedFile {
  id: string
  filename: string
  contentType: string
  purpose: string
  expiresAfterSeconds: number | null
  content: Buffer
}

function usageOf(usage: Usage): object {
  return {
    input_tokens: usage.input,
    input_tokens_details: { cached_tokens: usage.cached },
    output_tokens: usage.output,
    output_tokens_details: { reasoning_tokens: usage.reasoning },
    total_tokens: usage.input + usage.output,
  }
}

/**
 * A server that speaks OpenAI's Responses and Files API, as far as it matters to the service:
 *
 *     const api = await startModelApi(t)
 *     const app = await buildApp(t, { settings: api.settings })
 *     api.reply(calls(['classify_urls', { urls: ['…'] }]), answer({ … }))
 *
 * Each request for a response takes the next reply (see `model-api-replies.ts`), streamed when it asks for that;
 * without one it is refused with 400, as is one with a schema that strict mode does not allow. Everything that came is
 * recorded in `requests`; `files` are those uploaded and not yet deleted, `uploads` all that were.
 */
export class ModelApi {
  /** With the path that the client's paths are appended to. */
  readonly url: string
  readonly requests: ModelRequest[] = []
  readonly uploads: UploadedFile[] = []
  readonly files = new Map<string, UploadedFile>()
  /** Status that an upload is refused with, by its number from 1 on. */
  uploadFailure: (upload: number) => number | undefined = () => undefined
  /** Whether files can be deleted. */
  deletesFiles = true
  readonly #replies: (Reply | ((request: ModelRequest) => Reply | Promise<Reply>))[] = []
  readonly #waiting = new Set<() => void>()
  #uploadCount = 0

  constructor(url: string) {
    this.url = url
  }

  /** Settings that have the service use this server. */
  get settings() {
    return { openaiApiKey: 'sk-test-key', openaiBaseUrl: this.url }
  }

  /** Adds what the next requests are answered with; a function looks at the request first. */
  reply(...replies: (Reply | ((request: ModelRequest) => Reply | Promise<Reply>))[]): void {
    this.#replies.push(...replies)
  }

  /** Begins anew, for another test that uses the same server. */
  reset(): void {
    this.requests.length = 0
    this.uploads.length = 0
    this.files.clear()
    this.#replies.length = 0
    this.#uploadCount = 0
    this.uploadFailure = () => undefined
    this.deletesFiles = true
  }

  /** Resolves when so many requests have come in all. */
  async untilRequests(count: number): Promise<void> {
    while (this.requests.length < count) await new Promise<void>((resolve) => this.#waiting.add(resolve))
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.replace(/^\/v1/, '')
    if (request.headers.authorization !== `Bearer ${this.settings.openaiApiKey}`) {
      return json(response, 401, { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } })
    }
    if (request.method === 'POST' && path === '/responses') return this.#respond(request, response)
    if (request.method === 'POST' && path === '/files') return this.#upload(request, response)
    if (request.method === 'DELETE' && path?.startsWith('/files/')) return this.#delete(path.slice(7), response)
    return json(response, 404, { error: { message: 'no such path' } })
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: ModelRequest['body'] = JSON.parse((await buffer(request)).toString())
    const received = { headers: request.headers, body }
    this.requests.push(received)
    for (const resume of this.#waiting) resume()
    this.#waiting.clear()
    const problem = schemasOf(body)
      .map(({ name, schema }) => strictSchemaProblem(schema, name))
      .find(Boolean)
    if (problem)
      return json(response, 400, { error: { message: `Invalid schema: ${problem}`, code: 'invalid_schema' } })
    const scripted = this.#replies.shift()
    const reply = typeof scripted === 'function' ? await scripted(received) : scripted
    if (!reply) return json(response, 400, { error: { message: 'the test has scripted no reply', code: 'no_reply' } })
    this.#send(reply, body, response)
  }

  #send(reply: Reply, body: ModelRequest['body'], response: ServerResponse): void {
    const streamed = body.stream === true
    switch (reply.kind) {
      case 'status':
        json(response, reply.status, reply.body, reply.headers)
        break
      case 'dropped':
        response.destroy()
        break
      case 'malformed':
        startAnswer(streamed, response).end(streamed ? 'event: response.created\ndata: {"type": \n\n' : '{"id": ')
        break
      case 'round':
        startAnswer(streamed, response).end(answerText(reply, body))
        break
      case 'cut off': {
        const text = answerText(reply.round, body)
        startAnswer(streamed, response).write(text.slice(0, text.length / 2), () => response.destroy())
        break
      }
    }
  }

  async #upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await buffer(request)
    const form = await new Response(bytes, {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData()
    const status = this.uploadFailure(++this.#uploadCount)
    if (status !== undefined) return json(response, status, { error: { message: 'scripted failure of an upload' } })
    const file = form.get('file')
    if (!(file instanceof File)) return json(response, 400, { error: { message: 'file is missing' } })
    const expires = form.get('expires_after[seconds]')
    const uploaded = {
      id: `file-${this.#uploadCount}`,
      filename: file.name,
      contentType: file.type,
      purpose: String(form.get('purpose')),
      expiresAfterSeconds: expires === null ? null : Number(expires),
      content: Buffer.from(await file.arrayBuffer()),
    }
    this.uploads.push(uploaded)
    this.files.set(uploaded.id, uploaded)
    json(response, 200, {
      id: uploaded.id,
      object: 'file',
      bytes: uploaded.content.length,
      filename: uploaded.filename,
    })
  }

  #delete(id: string, response: ServerResponse): void {
    if (!this.deletesFiles) json(response, 500, { error: { message: 'scripted failure of a deletion' } })
    else if (this.files.delete(id)) json(response, 200, { id, object: 'file', deleted: true })
    else json(response, 404, { error: { message: 'no such file' } })
  }
}

function schemasOf(body: ModelRequest['body']): NamedSchema[] {
  const functions = (body.tools ?? []).filter(({ type }) => type === 'function')
  return [body.text.format, ...functions.map(({ name = '', parameters }) => ({ name, schema: parameters }))]
}

function toResponse({ output, status, error, incompleteReason, usage }: Round, body: ModelRequest['body']) {
  return {
    id: `resp_${output.length}`,
    object: 'response',
    created_at: 0,
    model: body.model,
    status: status ?? 'completed',
    output,
    error: error ?? null,
    incomplete_details: incompleteReason === undefined ? null : { reason: incompleteReason },
    usage: usage ? usageOf(usage) : null,
  }
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

function startAnswer(streamed: boolean, response: ServerResponse): ServerResponse {
  return response.writeHead(200, { 'content-type': streamed ? 'text/event-stream' : 'application/json' })
}

function answerText(parts: Round, body: ModelRequest['body']): string {
  const whole = toResponse(parts, body)
  if (!body.stream) return JSON.stringify(whole)
  const events = streamEvents(whole, parts.output)
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('')
}

/** Starts a server of the model API. It ends with the test. */
export async function startModelApi(t: Teardown): Promise<ModelApi> {
  const server = createServer((request, response) => {
    // A caller that has gone while its request was read is none of the server's business.
    api.handle(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the model API does not listen')
  const api = new ModelApi(`http://127.0.0.1:${address.port}/v1`)
  return api
}
