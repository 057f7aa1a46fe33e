import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import { failureFields } from '../database/failure-fields.ts'
import { sessionOptions } from '../database/limits.ts'
import { openConnection } from '../database/single-connection.ts'
import { repeat } from '../repeat.ts'
import type { ReadAgain } from './answer.ts'
import { AnswerStore } from './answer-store.ts'
import { callerOf, KEY_HEADER, readCallerKey } from './caller-key.ts'
import type { Claim } from './claim.ts'
import { fingerprintOf } from './fingerprint.ts'
import { keepRefusal } from './keep-refusal.ts'
import { countOutcome } from './metrics.ts'
import { type Handle, Once } from './once.ts'
import { SessionLocks } from './session-locks.ts'
import { Patience, Turns } from './turns.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * How a request with an `Idempotency-Key` is handled. Not set: in one unit of work around the handler. `none`: the key
     * has no effect, because the request changes nothing, or can be sent again as it is.
     */
    idempotency?: IdempotentRoute | 'none'
  }
  interface FastifyInstance {
    /** The kept answers to requests with an `Idempotency-Key`. */
    idempotentAnswers: AnswerStore
  }
  interface FastifyRequest {
    /** Null for a request without a key. */
    idempotencyClaim: Claim | null
    /**
     * Says what a form contains, once it has been read and before it has an effect: its fields, and the hashes of its
     * files. It does not return when the same request was answered before.
     */
    identifyForm(parts: readonly (string | null)[]): Promise<void>
  }
}

export interface IdempotentRoute {
  /**
   * - `{ status }`: something slow comes first, then one unit of work, whose result is the body of the answer with this
   *   status; the unit keeps the answer
   * - `afterwards`: the answer is kept when the handler has returned, for what changes nothing in the database, or can
   *   be done twice
   */
  around?: { status: number } | 'afterwards'
  /** How an answer is read again that is too large to be kept. */
  readAgain?: ReadAgain
  /** Whether the answer has a secret: it is not kept, and not told again. */
  isSecret?: boolean
}

export interface IdempotencyOptions {
  /** Below which path requests may have a key. */
  prefix: string
  /** How long an answer is kept. */
  hours: number
  /** How long a request waits for the first one with its key. Default 5. */
  waitSeconds?: number
}

const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
const SWEEP_SECONDS = 600
const FORM = /^multipart\/form-data\b/i

/**
 * Lets clients repeat a request: with the header `Idempotency-Key`, it has its effect once, and each repetition gets
 * the answer of the first. Register it after the sign-in and before the routes.
 */
async function idempotency(
  app: FastifyInstance,
  { prefix, hours, waitSeconds = 5 }: IdempotencyOptions,
): Promise<void> {
  const { config, connections, databaseUrl, db, lifecycle, log } = app
  const store = new AnswerStore(db, hours)
  const locks = new SessionLocks(() =>
    openConnection({
      databaseUrl,
      applicationName: 'electronics-inventory keys',
      connections,
      ...sessionOptions(config),
    }),
  )
  const once = new Once({ db, store, locks, turns: new Turns() })
  const sweep = repeat(SWEEP_SECONDS, () => store.sweep())

  app.decorate('idempotentAnswers', store)
  app.decorateRequest('idempotencyClaim', null)
  app.decorateRequest('identifyForm', async function (this: FastifyRequest, parts: readonly (string | null)[]) {
    const claim = this.idempotencyClaim
    if (claim === null) return
    claim.fingerprint = fingerprintOf({ method: this.method, url: this.url, body: parts })
    await claim.onFingerprint?.()
  })

  function claimOf(request: FastifyRequest): Claim {
    const { headers, identity, raw, routeOptions } = request
    const { idempotency } = routeOptions.config
    return {
      key: readCallerKey({ headers, rawHeaders: raw.rawHeaders }, callerOf(identity)),
      patience: new Patience(waitSeconds),
      readAgain: idempotency === 'none' ? undefined : idempotency?.readAgain,
      isSecret: idempotency !== 'none' && idempotency?.isSecret === true,
      fingerprint: FORM.test(headers['content-type'] ?? '') ? null : fingerprintOf(request),
      settled: false,
      onFingerprint: null,
    }
  }

  function claim(request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void {
    if (request.headers[KEY_HEADER] === undefined) {
      done()
      return
    }
    try {
      request.idempotencyClaim = claimOf(request)
      done()
    } catch (error) {
      countOutcome('invalid')
      done(error instanceof Error ? error : new Error(String(error)))
    }
  }

  /** A wrong key is refused also where it would have no effect. */
  function demandKey(
    { headers, identity, raw }: FastifyRequest,
    _reply: FastifyReply,
    done: (error?: Error) => void,
  ): void {
    try {
      if (headers[KEY_HEADER] !== undefined) readCallerKey({ headers, rawHeaders: raw.rawHeaders }, callerOf(identity))
      done()
    } catch (error) {
      countOutcome('invalid')
      done(error instanceof Error ? error : new Error(String(error)))
    }
  }

  /** Nearly no request has a key: the others wait for no promise here. */
  function keepWhenRefused(
    request: FastifyRequest,
    reply: FastifyReply,
    payload: unknown,
    done: (error?: Error | null, payload?: unknown) => void,
  ): void {
    const { idempotencyClaim: claim } = request
    if (claim === null || claim.settled) done(null, payload)
    // What a shutdown refuses, it would not refuse later.
    else if (typeof payload !== 'string' || lifecycle.isShuttingDown) {
      countOutcome('not_stored')
      done(null, payload)
    } else
      keepRefusal(store, claim, { request, reply, body: payload }).then(
        (body) => done(null, body),
        (error) => done(error),
      )
  }

  function wrap(handler: RouteHandlerMethod, { around }: IdempotentRoute): RouteHandlerMethod {
    return function (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
      const { idempotencyClaim: claim } = request
      if (claim === null) return handler.call(this, request, reply)
      const handle: Handle = (recorded) => handler.call(this, request, recorded)
      if (around === undefined) return once.inUnit(claim, reply, handle)
      return once.aroundUnit(claim, reply, handle, around === 'afterwards' ? null : around.status)
    }
  }

  app.addHook('onRoute', (route) => {
    if (!takesKey(route, prefix)) return
    const idempotency = route.config?.idempotency ?? {}
    if (idempotency === 'none') {
      route.preValidation = [demandKey, ...hooksOf(route.preValidation)]
      return
    }
    route.preValidation = [claim, ...hooksOf(route.preValidation)]
    route.onSend = [...hooksOf(route.onSend), keepWhenRefused]
    route.handler = wrap(route.handler, idempotency)
  })

  app.addHook('onReady', () =>
    app.schema.startWith(() =>
      sweep.start((error) => log.warn(failureFields(error), 'old idempotency keys were not deleted; trying again')),
    ),
  )
  app.addHook('onClose', async () => {
    await sweep.stop()
    await locks.stop()
  })
}

function takesKey({ method, url }: RouteOptions, prefix: string): boolean {
  return [method].flat().every((name) => CHANGING.has(name)) && url.startsWith(`${prefix}/`)
}

function hooksOf<T>(hooks: T | T[] | undefined): T[] {
  if (hooks === undefined) return []
  return Array.isArray(hooks) ? hooks : [hooks]
}

export default fp(idempotency, {
  name: 'idempotency',
  fastify: '5.x',
  dependencies: ['config', 'database', 'errors', 'lifecycle', 'auth'],
})
