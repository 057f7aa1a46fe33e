import type { FastifyReply } from 'fastify'
import { DomainError } from '../errors/domain-error.ts'
import type { Answer, KeptAnswer } from './answer.ts'
import type { Claim } from './claim.ts'
import { countOutcome } from './metrics.ts'
import { answerGone, keyReused } from './refusals.ts'

const REPLAYED = 'idempotency-replayed'

/**
 * The kept answer, for a request that is repeated.
 *
 * @param reply of the repeated request; it serializes a body that is read again.
 * @throws DomainError 422 when this is another request, 410 when the body was not kept and cannot be read again.
 */
export async function replayed(claim: Claim, kept: KeptAnswer, reply: FastifyReply): Promise<Answer> {
  claim.settled = true
  if (claim.fingerprint === null || !kept.fingerprint.equals(claim.fingerprint)) {
    countOutcome('mismatched')
    throw keyReused()
  }
  countOutcome('replayed')
  const { statusCode, bodyHash } = kept
  const headers: Record<string, string> = { ...kept.headers, [REPLAYED]: 'true' }
  if (bodyHash === null) return { statusCode, headers, body: kept.body }
  const body = await readAgain(claim, kept, reply.code(statusCode))
  // It was the tag of what the record was.
  const { etag: _, ...others } = headers
  return { statusCode, headers: others, body }
}

async function readAgain({ readAgain }: Claim, { reference }: KeptAnswer, reply: FastifyReply): Promise<string> {
  if (reference === null || readAgain === undefined) throw answerGone()
  const record = await readAgain.read(reference).catch((error) => {
    throw error instanceof DomainError && error.statusCode === 404 ? answerGone() : error
  })
  return String(reply.serialize(record))
}

/** Sends an answer. */
export function sendAnswer(reply: FastifyReply, { statusCode, headers, body }: Answer): FastifyReply {
  return reply.code(statusCode).headers(headers).send(body)
}
