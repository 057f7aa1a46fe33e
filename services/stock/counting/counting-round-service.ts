import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { Operation } from '../operations/operation.ts'
import type { CountingService } from './counting-service.ts'
import type { CountingReport, CountingRoundDto, CountingRoundStep, CountingRoundSummary } from './schemas.ts'
import type { Count } from './set-pile.ts'
import {
  ADD_LINE,
  BEGIN_ROUND,
  BOX_EXISTS,
  DELETE_ROUND,
  FINISH_ROUND,
  LOCK_ROUND,
  OPEN_ROUND,
  ROUND,
  ROUND_REPORT,
  ROUNDS_OF_BOX,
} from './statements.ts'

/** A pile of a box that was counted. */
export interface CountedLine extends Count {
  partKey: string
  locNo: number
}

/**
 * Counting rounds: one person goes through a box, pile after pile. Each count holds at once and for the pile at that
 * moment, so stock that moves during the round is right at its end.
 */
export class CountingRoundService {
  readonly #db: Database
  readonly #counting: CountingService

  constructor(db: Database, counting: CountingService) {
    this.#db = db
    this.#counting = counting
  }

  /** @throws DomainError 404 for an unknown box; 409 with the id of the round that is open in the box already. */
  async begin(boxNo: number): Promise<CountingRoundDto> {
    return this.#db.transaction(async (unit) => {
      const boxes = await unit.query(BOX_EXISTS, [boxNo])
      if (boxes.length === 0) throw recordNotFound('Box', boxNo)
      const [round] = await unit.query(BEGIN_ROUND, [boxNo])
      if (!round) {
        const [open] = await unit.query(OPEN_ROUND, [boxNo])
        throw invalidOperation(`count box ${boxNo}`, 'a counting round of it is open already', { facts: { ...open } })
      }
      return this.get(boxNo, round.id)
    })
  }

  /** The latest rounds of a box, the latest first; only the first can be open. @throws DomainError 404 for an unknown box. */
  async list(boxNo: number, limit: number): Promise<CountingRoundSummary[]> {
    const rounds = await this.#db.query(ROUNDS_OF_BOX, [boxNo, limit])
    if (rounds.length === 0 && (await this.#db.query(BOX_EXISTS, [boxNo])).length === 0) {
      throw recordNotFound('Box', boxNo)
    }
    return rounds
  }

  /** @throws DomainError 404 for a round that is not one of the box. */
  async get(boxNo: number, id: number): Promise<CountingRoundDto> {
    const [round] = await this.#db.query(ROUND, [boxNo, id])
    if (!round) throw roundNotFound(id)
    return round
  }

  /** Drops a round; what was counted in it stays. @throws DomainError 404 for a round that is not one of the box. */
  async delete(boxNo: number, id: number): Promise<void> {
    const deleted = await this.#db.query(DELETE_ROUND, [boxNo, id])
    if (deleted.length === 0) throw roundNotFound(id)
  }

  /**
   * Counts a pile of the box. A pile may be counted again.
   *
   * @throws DomainError 404 for an unknown round, part or location; 409 for a finished round, and when other pieces were
   *   expected.
   */
  async count(
    boxNo: number,
    id: number,
    { partKey, locNo, ...count }: CountedLine,
    operation: Operation,
  ): Promise<CountingRoundStep> {
    return this.#db.transaction(async (unit) => {
      await lockOpenRound(unit, boxNo, id, 'count a pile')
      const counted = await this.#counting.count(partKey, { boxNo, locNo }, { ...count, round: id }, operation)
      await unit.query(ADD_LINE, [id, counted.partId, locNo, counted.qty, counted.difference, operation.id])
      return { ...(await this.get(boxNo, id)), counted }
    })
  }

  /** @returns what the round has found. @throws DomainError 404 for an unknown round, 409 for a finished one. */
  async finish(boxNo: number, id: number): Promise<CountingReport> {
    return this.#db.transaction(async (unit) => {
      await lockOpenRound(unit, boxNo, id, 'finish the counting round')
      const [report] = await unit.query(ROUND_REPORT, [boxNo, id])
      if (!report) throw roundNotFound(id)
      await unit.query(FINISH_ROUND, [boxNo, id, JSON.stringify(report)])
      return report
    })
  }
}

function roundNotFound(id: number) {
  return recordNotFound('Counting round', id)
}

async function lockOpenRound(unit: UnitOfWork, boxNo: number, id: number, operation: string): Promise<void> {
  const [round] = await unit.query(LOCK_ROUND, [boxNo, id])
  if (!round) throw roundNotFound(id)
  if (round.finished_at !== null) throw invalidOperation(operation, `the round was finished at ${round.finished_at}`)
}
