import type { FastifyReply, FastifyRequest } from 'fastify'
import { failureFields } from '../database/failure-fields.ts'
import { answerTo } from '../errors/answers.ts'
import { DomainError } from '../errors/domain-error.ts'
import { isKept, type KeptAnswer } from './answer.ts'
import { AnsweredMeanwhileError, type AnswerStore } from './answer-store.ts'
import type { Claim } from './claim.ts'
import { countOutcome } from './metrics.ts'
import { replayed } from './replay.ts'

/** What a failure may have set; the rest belongs to the service, not to the answer. */
const KEPT_HEADERS = ['content-type', 'retry-after', 'allow', 'etag']

/**
 * Keeps the refusal that is about to be sent, in a transaction of its own: what it refuses has been undone. If there is
 * an answer under the key already, that is sent in its place.
 *
 * @returns the body to send.
 */
export async function keepRefusal(
  store: AnswerStore,
  claim: Claim,
  { request, reply, body }: { request: FastifyRequest; reply: FastifyReply; body: string },
): Promise<string | null> {
  const { fingerprint, key } = claim
  claim.settled = true
  if (fingerprint === null || !isKept(reply.statusCode)) {
    countOutcome('not_stored')
    return body
  }
  const headers = Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])),
  )
  try {
    await store.keep(key, fingerprint, { statusCode: reply.statusCode, headers, body }, undefined)
    countOutcome('stored')
    return body
  } catch (error) {
    if (error instanceof AnsweredMeanwhileError) {
      const kept = await store.find(key)
      return kept === null ? body : sendInstead(claim, kept, request, reply)
    }
    // The refusal is true all the same.
    request.log.warn(failureFields(error), 'a refusal was not kept under its idempotency key')
    countOutcome('not_stored')
    return body
  }
}

async function sendInstead(
  claim: Claim,
  kept: KeptAnswer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string | null> {
  try {
    const { statusCode, headers, body } = await replayed(claim, kept, reply)
    reply.code(statusCode).headers(headers)
    return body
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { statusCode, body } = answerTo(error)
    reply.code(statusCode).type('application/json')
    return JSON.stringify({ ...body, correlationId: request.id })
  }
}
