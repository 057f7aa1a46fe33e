import type { FastifyReply } from 'fastify'
import type { Answer } from './answer.ts'

/** Headers that belong to the connection or the session of one request, whoever sets them. */
const NEVER_KEPT = new Set(['set-cookie', 'x-request-id', 'connection'])

/** Lets a handler answer before its changes are durable: what it sends is recorded, and sent later. */
export class RecordedReply {
  /** What the handler gets in place of the reply. */
  readonly reply: FastifyReply
  readonly #before: Readonly<Record<string, unknown>>
  #sent: { payload: unknown } | null = null

  constructor(real: FastifyReply) {
    this.#before = { ...real.getHeaders() }
    this.reply = Object.create(real, {
      send: {
        value: (payload: unknown) => {
          this.#sent = { payload }
          return this.reply
        },
      },
      // Waiting for a reply is waiting until it is sent.
      // biome-ignore lint/suspicious/noThenProperty: it takes the method away.
      then: { value: undefined },
    })
  }

  /** What the handler answered. @param returned what it returned, which counts when it has sent nothing. */
  payload(returned: unknown): unknown {
    return this.#sent === null ? returned : this.#sent.payload
  }

  /** The answer with this payload, as Fastify would send it. */
  answer(payload: unknown): Answer {
    const headers: Record<string, string> = {}
    for (const [name, value] of this.#added()) if (!NEVER_KEPT.has(name)) headers[name] = String(value)
    const { statusCode } = this.reply
    if (payload === null || payload === undefined) return { statusCode, headers, body: null }
    if (typeof payload === 'string') return { statusCode, headers, body: payload }
    const body = this.reply.serialize(payload)
    if (typeof body !== 'string') throw new Error('An answer to a request with an Idempotency-Key must be text')
    return { statusCode, headers: { 'content-type': 'application/json', ...headers }, body }
  }

  /** Takes the headers back that the handler has set: the request is handled again, or refused. */
  forget(): void {
    for (const [name] of this.#added()) this.reply.removeHeader(name)
  }

  #added(): [string, unknown][] {
    return Object.entries(this.reply.getHeaders()).filter(([name, value]) => this.#before[name] !== value)
  }
}
