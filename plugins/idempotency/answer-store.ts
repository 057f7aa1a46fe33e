import { createHash } from 'node:crypto'
import type { Database, UnitOfWork } from '../database/database.ts'
import type { RowOf } from '../database/statement.ts'
import { type Answer, type KeptAnswer, type ReadAgain, referenceIn } from './answer.ts'
import type { CallerKey } from './caller-key.ts'
import { CLAIM_KEY, DELETE_EXPIRED, KEEP_ANSWER, KEPT_ANSWER } from './statements.ts'

/** Larger bodies are read again. */
const MAX_BODY = 65_536
const SWEEP_PAGE = 5000
/** In place of the hash of a secret, which could be found by trying. */
const NO_HASH = Buffer.alloc(32)

/** Whether a body is not kept as it is. */
export function isTooLarge(body: string | null): body is string {
  return body !== null && Buffer.byteLength(body) > MAX_BODY
}

/** Another request has answered under this key meanwhile; what was done here must be undone. */
export class AnsweredMeanwhileError extends Error {
  override readonly name = 'AnsweredMeanwhileError'
}

/** Answers by the keys of their requests, in the database. */
export class AnswerStore {
  readonly #db: Database
  readonly #hours: number

  /** @param hours that an answer is kept. */
  constructor(db: Database, hours: number) {
    this.#db = db
    this.#hours = hours
  }

  async find({ hash }: CallerKey): Promise<KeptAnswer | null> {
    const [row] = await this.#db.query(KEPT_ANSWER, [hash])
    return row ? toAnswer(row) : null
  }

  /** Tries to keep other replicas from working under the key until the end of the unit, and looks for its answer. */
  async claim(unit: UnitOfWork, { lock, hash }: CallerKey): Promise<{ isLocked: boolean; answer: KeptAnswer | null }> {
    const [row] = await unit.query(CLAIM_KEY, [lock, hash])
    return { isLocked: row?.locked === true, answer: row ? toAnswer(row) : null }
  }

  /**
   * Keeps an answer, in the open unit of work if there is one.
   *
   * @throws AnsweredMeanwhileError when there is one already.
   */
  async keep(
    { hash }: CallerKey,
    fingerprint: Buffer,
    answer: Answer,
    readAgain: ReadAgain | undefined,
  ): Promise<KeptAnswer> {
    return this.#store(hash, { ...answer, fingerprint, ...storableBody(answer.body, readAgain) })
  }

  /**
   * Keeps that a request was answered, without what it was answered.
   *
   * @throws AnsweredMeanwhileError when there is an answer already.
   */
  async keepWithoutBody({ hash }: CallerKey, fingerprint: Buffer, answer: Answer): Promise<KeptAnswer> {
    return this.#store(hash, { ...answer, fingerprint, body: null, bodyHash: NO_HASH, reference: null })
  }

  async #store(hash: Buffer, kept: KeptAnswer): Promise<KeptAnswer> {
    const { fingerprint, statusCode, headers, body, bodyHash, reference } = kept
    const values = [hash, fingerprint, statusCode, JSON.stringify(headers), body, bodyHash, reference, this.#hours]
    const stored = await this.#db.query(KEEP_ANSWER, values)
    if (stored.length === 0) throw new AnsweredMeanwhileError()
    return kept
  }

  /** Deletes the answers whose time has passed. @returns how many. */
  async sweep(): Promise<number> {
    let deleted = 0
    for (;;) {
      const page = await this.#db.query(DELETE_EXPIRED, [SWEEP_PAGE])
      deleted += page.length
      if (page.length < SWEEP_PAGE) return deleted
    }
  }
}

function storableBody(
  body: string | null,
  readAgain: ReadAgain | undefined,
): Pick<KeptAnswer, 'body' | 'bodyHash' | 'reference'> {
  if (!isTooLarge(body)) return { body, bodyHash: null, reference: null }
  const reference = readAgain ? referenceIn(body, readAgain) : null
  return { body: null, bodyHash: createHash('sha256').update(body).digest(), reference }
}

function toAnswer(row: RowOf<typeof KEPT_ANSWER>): KeptAnswer | null {
  const { fingerprint, status_code: statusCode, headers, body, body_hash: bodyHash, reference } = row
  if (fingerprint === null || statusCode === null) return null
  return { fingerprint, statusCode, headers: headers ?? {}, body, bodyHash, reference }
}
