import { Ajv, type ValidateFunction } from 'ajv'
import type { FastifyRequest } from 'fastify'
import { type Static, type TSchema, Type } from 'typebox'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { UnreadableBodyError } from '../../../plugins/errors/unreadable-body.ts'
import { describeProblems, RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { parseJsonBody } from '../../../plugins/http-conventions/json-body.ts'

const Headers = Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]))
const common = {
  token: Type.String({ minLength: 1 }),
  request: Type.Object({ url: Type.String(), headers: Type.Optional(Headers) }),
}
const Connect = Type.Object({ action: Type.Literal('connect'), ...common })
const Disconnect = Type.Object({ action: Type.Literal('disconnect'), ...common, reason: Type.String() })

/** What the gateway reports. */
export type Callback = Static<typeof Connect> | Static<typeof Disconnect>

/** The schemas above are known to be right, so nothing is compiled to validate them. */
const ajv = new Ajv({ allErrors: true, meta: false, validateSchema: false })

/** Compiled with the first callback: most services have no gateway, and to compile both takes a part of the start. */
function compiledLater<Schema extends TSchema>(schema: Schema): () => ValidateFunction<Static<Schema>> {
  let compiled: ValidateFunction<Static<Schema>> | undefined
  return () => {
    compiled ??= ajv.compile<Static<Schema>>(schema)
    return compiled
  }
}

const isConnect = compiledLater(Connect)
const isDisconnect = compiledLater(Disconnect)

function badRequest(message: string): DomainError {
  return new DomainError(400, 'VALIDATION_FAILED', message, 'The callback of the gateway is not valid')
}

function check<T>(body: unknown, isValid: ValidateFunction<T>): T {
  if (isValid(body)) return body
  const problems = describeProblems(isValid.errors ?? [])
  throw new RequestValidationError(problems, 'Invalid payload')
}

/** @throws DomainError or RequestValidationError 400 that says what is wrong with the body. */
export function parseCallback({ body, headers }: Pick<FastifyRequest, 'body' | 'headers'>): Callback {
  const isJson = /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')
  if (!isJson || !Buffer.isBuffer(body) || body.length === 0) throw badRequest('Missing JSON body')
  let parsed: unknown
  try {
    parsed = parseJsonBody(body)
  } catch (error) {
    throw error instanceof UnreadableBodyError ? badRequest('Invalid JSON') : error
  }
  const action = typeof parsed === 'object' && parsed !== null && 'action' in parsed ? parsed.action : undefined
  if (action === 'disconnect') return check(parsed, isDisconnect())
  if (action === 'connect' || action === undefined) return check(parsed, isConnect())
  throw badRequest(`Unknown action: ${typeof action === 'string' ? action : JSON.stringify(action)}`)
}
