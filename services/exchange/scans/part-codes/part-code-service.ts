import type { Database } from '../../../../plugins/database/database.ts'
import { DomainError, invalidOperation, recordNotFound } from '../../../../plugins/errors/domain-error.ts'
import { keepPart } from '../../../catalogue/parts/part-reference.ts'
import type { PartService } from '../../../catalogue/parts/part-service.ts'
import { lookUp } from '../matching/code-matcher.ts'
import { keptCode } from '../reading/kept-code.ts'
import { readCode } from '../reading/read-code.ts'
import { knownAsOfOther } from './known-as.ts'
import type { PartCodeDto } from './schemas.ts'
import { ADD_CODE, CODES_OF_PART, DELETE_CODE, OWNER_OF_CODE } from './statements.ts'
import { HAS_NUMBER, whyNotKept } from './why-not-kept.ts'

function notKept(why: string): DomainError {
  return invalidOperation('remember the code', `it ${why}`, { facts: { field: 'code' } })
}

/** Codes by which parts are known that are no numbers of sellers or makers. A code belongs to one part. */
export class PartCodeService {
  readonly #db: Database
  readonly #parts: Pick<PartService, 'identify'>

  constructor(db: Database, parts: Pick<PartService, 'identify'>) {
    this.#db = db
    this.#parts = parts
  }

  /** The codes of a part, the oldest first. @throws DomainError 404. */
  async ofPart(partKey: string): Promise<PartCodeDto[]> {
    const { id } = await this.#parts.identify(partKey)
    return this.#db.query(CODES_OF_PART, [id])
  }

  /**
   * @param code as a scanner has sent it, or as it was typed.
   * @throws DomainError 404 for an unknown part; 409 for a code that says nothing of its part, was read wrongly, has a number of a seller or a
   *   maker, or that a part, this one included, has, or that is a number of another one.
   */
  async add(partKey: string, code: string): Promise<PartCodeDto> {
    const reading = readCode(code)
    const kept = keptCode(reading)
    if (kept === null) throw notKept(whyNotKept(reading))
    return this.#db.transaction(async (unit) => {
      const { id } = await keepPart(unit, { key: partKey })
      const known = await lookUp(unit, reading)
      const other = knownAsOfOther(known, partKey)
      if (other !== null) throw codeTaken(kept, other)
      if (known.code === null) throw notKept(HAS_NUMBER)
      for (;;) {
        const [added] = await unit.query(ADD_CODE, [id, kept])
        if (added !== undefined) {
          unit.announce({ kind: 'part', id: partKey })
          return added
        }
        const [owner] = await unit.query(OWNER_OF_CODE, [kept])
        if (owner !== undefined) throw codeTaken(kept, `part ${owner.key} has it`)
        // The part that had it has lost it meanwhile.
      }
    })
  }

  /** @throws DomainError 404 for an unknown part, and for a code that is not one of this part. */
  async delete(partKey: string, id: number): Promise<void> {
    await this.#db.transaction(async (unit) => {
      const { id: partId } = await keepPart(unit, { key: partKey })
      const deleted = await unit.query(DELETE_CODE, [id, partId])
      if (deleted.length === 0) throw recordNotFound('Code', id)
      unit.announce({ kind: 'part', id: partKey })
    })
  }
}

function codeTaken(code: string, why: string): DomainError {
  return new DomainError(
    409,
    'RESOURCE_CONFLICT',
    `A code ${code} already exists: ${why}`,
    'A record with these values exists already',
  )
}
