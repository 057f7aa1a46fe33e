import type { FastifyReply } from 'fastify'
import type { Database, UnitOfWork } from '../database/database.ts'
import { DomainError } from '../errors/domain-error.ts'
import { type Answer, isKept, type KeptAnswer, referenceIn } from './answer.ts'
import { AnsweredMeanwhileError, type AnswerStore, isTooLarge } from './answer-store.ts'
import type { Claim } from './claim.ts'
import { countOutcome } from './metrics.ts'
import { RecordedReply } from './recorded-reply.ts'
import { keyInUse } from './refusals.ts'
import { replayed, sendAnswer } from './replay.ts'
import type { SessionLocks } from './session-locks.ts'
import { HAS_WRITTEN } from './statements.ts'
import { StillRunningError, type Turns } from './turns.ts'

/** Calls the handler of a route. */
export type Handle = (reply: FastifyReply) => unknown

export interface OnceParts {
  db: Database
  store: AnswerStore
  turns: Turns
  locks: SessionLocks
}

/** A request with this key was answered before; ends a handler that has found out in its middle. */
class AnsweredBeforeError extends Error {
  override readonly name = 'AnsweredBeforeError'
  readonly answer: KeptAnswer

  constructor(answer: KeptAnswer) {
    super('A request with this key was answered before')
    this.answer = answer
  }
}

interface Done {
  answer: Answer
  /** Null for an answer that is not kept. */
  kept: KeptAnswer | null
}

/** Handles requests with keys so that each has its effect once, and its answer is kept together with the effect. */
export class Once {
  readonly #parts: OnceParts

  constructor(parts: OnceParts) {
    this.#parts = parts
  }

  /** Handles a request in one unit of work, which keeps the answer as well. Nothing slow may happen in the handler. */
  async inUnit(claim: Claim, reply: FastifyReply, handle: Handle): Promise<FastifyReply> {
    return this.#answer(claim, reply, async () => {
      const turn = await this.#parts.turns.take(claim.key.id, claim.patience)
      if (turn.answer !== null) throw new AnsweredBeforeError(turn.answer)
      let kept: KeptAnswer | null = null
      try {
        const done = await this.#workWhenFree(claim, reply, handle)
        kept = done.kept
        return done
      } catch (error) {
        if (error instanceof AnsweredBeforeError) kept = error.answer
        throw error
      } finally {
        turn.leave(kept)
      }
    })
  }

  /**
   * Handles a request whose handler does something slow first. The answer is kept by the unit of work that the handler
   * runs, or after the handler, if that has none or `status` is null.
   *
   * @param status of an answer whose body is what the unit of work results in.
   */
  async aroundUnit(claim: Claim, reply: FastifyReply, handle: Handle, status: number | null): Promise<FastifyReply> {
    return this.#answer(claim, reply, async () => {
      let leave = async (_kept: KeptAnswer | null) => {}
      let done: Done | null = null
      const recorded = new RecordedReply(reply)
      const begin = async () => {
        leave = await this.#hold(claim)
      }
      const keepInUnit = async (unit: UnitOfWork, result: unknown) => {
        if (status === null || claim.fingerprint === null || done !== null) return
        reply.code(status)
        const written = await this.#keep(claim, recorded.answer(result))
        unit.afterCommit(() => {
          done = written
        })
      }
      const work = async () => {
        if (claim.fingerprint === null) claim.onFingerprint = begin
        else await begin()
        const returned = await this.#parts.db.withLastStep(keepInUnit, async () => handle(recorded.reply))
        if (done !== null) return done
        const answer = recorded.answer(recorded.payload(returned))
        // A large answer of something that changes nothing is made anew.
        return status === null && isTooLarge(answer.body) ? { answer, kept: null } : this.#keep(claim, answer)
      }
      try {
        done = await work()
        return done
      } catch (error) {
        // The effect is there, so this is what became of it.
        if (done !== null) return done
        recorded.forget()
        throw error
      } finally {
        await leave(keptOf(done))
      }
    })
  }

  /** Sends what was done, or what was done before. @throws DomainError 409 while the first still runs. */
  async #answer(claim: Claim, reply: FastifyReply, work: () => Promise<Done>): Promise<FastifyReply> {
    try {
      const { answer, kept } = await work()
      claim.settled = true
      countOutcome(kept === null ? 'not_stored' : 'stored')
      return sendAnswer(reply, answer)
    } catch (error) {
      if (error instanceof StillRunningError) {
        claim.settled = true
        countOutcome('in_use')
        throw keyInUse()
      }
      if (error instanceof DomainError && error.passes) {
        claim.settled = true
        countOutcome('not_stored')
        throw error
      }
      const kept = await this.#keptBefore(claim, error)
      if (kept === null) throw error
      return sendAnswer(reply, await replayed(claim, kept, reply))
    }
  }

  async #keptBefore({ key }: Claim, error: unknown): Promise<KeptAnswer | null> {
    if (error instanceof AnsweredBeforeError) return error.answer
    return error instanceof AnsweredMeanwhileError ? this.#parts.store.find(key) : null
  }

  async #workWhenFree(claim: Claim, reply: FastifyReply, handle: Handle): Promise<Done> {
    const { db } = this.#parts
    for (;;) {
      const done = await db.transaction((unit) => this.#workIfFree(unit, claim, reply, handle))
      if (done !== null) return done
      await claim.patience.wait()
    }
  }

  /** @returns null when another replica works under the key. */
  async #workIfFree(unit: UnitOfWork, claim: Claim, reply: FastifyReply, handle: Handle): Promise<Done | null> {
    const { isLocked, answer } = await this.#parts.store.claim(unit, claim.key)
    if (answer !== null) throw new AnsweredBeforeError(answer)
    if (!isLocked) return null
    const recorded = new RecordedReply(reply)
    try {
      const returned = await handle(recorded.reply)
      const answer = recorded.answer(recorded.payload(returned))
      return (await canBeMadeAnew(unit, claim, answer)) ? { answer, kept: null } : await this.#keep(claim, answer)
    } catch (error) {
      recorded.forget()
      throw error
    }
  }

  async #keep({ key, fingerprint, readAgain, isSecret }: Claim, answer: Answer): Promise<Done> {
    if (fingerprint === null || !isKept(answer.statusCode)) return { answer, kept: null }
    const kept = isSecret
      ? await this.#parts.store.keepWithoutBody(key, fingerprint, answer)
      : await this.#parts.store.keep(key, fingerprint, answer, readAgain)
    return { answer, kept }
  }

  /** Keeps others, of all replicas, from working under the key. @returns what lets them. */
  async #hold({ key, patience }: Claim): Promise<(kept: KeptAnswer | null) => Promise<void>> {
    const { turns, locks, store } = this.#parts
    const turn = await turns.take(key.id, patience)
    if (turn.answer !== null) throw new AnsweredBeforeError(turn.answer)
    try {
      for (;;) {
        const free = await locks.tryHold(key.lock)
        const leave = async (kept: KeptAnswer | null) => {
          await free?.()
          turn.leave(kept)
        }
        const before = await store.find(key).catch(async (error) => {
          await leave(null)
          throw error
        })
        if (before !== null) {
          await leave(before)
          throw new AnsweredBeforeError(before)
        }
        if (free !== null) return leave
        await patience.wait()
      }
    } catch (error) {
      turn.leave(null)
      throw error
    }
  }
}

/** Whether an answer is too large to be kept, cannot be read again, and comes from a unit of work that has changed nothing. */
async function canBeMadeAnew(unit: UnitOfWork, { readAgain }: Claim, { body }: Answer): Promise<boolean> {
  if (!isTooLarge(body) || (readAgain && referenceIn(body, readAgain) !== null)) return false
  const [row] = await unit.query(HAS_WRITTEN)
  return row?.hasWritten === false
}

function keptOf(done: Done | null): KeptAnswer | null {
  return done?.kept ?? null
}
