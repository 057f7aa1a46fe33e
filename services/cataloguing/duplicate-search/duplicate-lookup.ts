import { Counter } from 'prom-client'
import type { Database } from '../../../plugins/database/database.ts'
import { invalidRequest, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { PartFields } from '../../catalogue/parts/part-service.ts'
import { findCandidates } from './candidate-search.ts'
import { confidenceOf } from './database-answer.ts'
import { type PartWording, termsOf, wordingOf } from './part-wording.ts'
import type { DuplicateCandidate } from './schemas.ts'
import { PART_WORDING, TYPE_NAME } from './statements.ts'

export const PART_DUPLICATE_LOOKUPS_TOTAL = new Counter({
  name: 'part_duplicate_lookups_total',
  help: 'Look-ups of the parts that may be the same as another one, without a model',
  labelNames: ['has_results'] as const,
})

/** Finds parts that may be the same as another one, without a model. */
export class DuplicateLookup {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** The other parts that may be the same as one, best first. @throws DomainError 404 for an unknown key. */
  async ofPart(key: string): Promise<DuplicateCandidate[]> {
    const [part] = await this.#db.query(PART_WORDING, [key])
    if (!part) throw recordNotFound('Part', key)
    return this.#find(part, key)
  }

  /**
   * The parts that may be the same as one that is not stored yet, best first.
   *
   * @throws DomainError 400 when the fields hold no text that could be searched for.
   */
  async ofDraft(fields: PartFields): Promise<DuplicateCandidate[]> {
    const part = { ...fields, typeName: await this.#typeName(fields.typeId ?? null) }
    if (wordingOf(part) === '')
      throw invalidRequest('Give at least a description, a part number or another text of the part')
    return this.#find(part, null)
  }

  async #find(sought: PartWording, except: string | null): Promise<DuplicateCandidate[]> {
    const { candidates } = await findCandidates(this.#db, wordingOf(sought), termsOf(sought))
    const found = candidates.flatMap(({ part, score, reason, ...candidate }) => {
      const confidence = confidenceOf({ ...candidate, score })
      if (confidence === null || part.key === except) return []
      const { key, description, manufacturer_code, manufacturer, type_name, package: name } = part
      const shown = { description, manufacturer_code, manufacturer, type_name, package: name }
      return [{ part_key: key, ...shown, confidence, score, reasoning: reason }]
    })
    PART_DUPLICATE_LOOKUPS_TOTAL.inc({ has_results: found.length > 0 ? 'true' : 'false' })
    return found
  }

  async #typeName(typeId: number | null): Promise<string | null> {
    const [type] = await this.#db.query(TYPE_NAME, [typeId])
    return type?.name ?? null
  }
}
