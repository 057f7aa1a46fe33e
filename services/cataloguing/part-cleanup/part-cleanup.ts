import type { Database } from '../../../plugins/database/database.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { PartSearch } from '../../stock/part-search/part-search.ts'
import { AiError, type AiTool } from '../../work/ai-runner/ai-runner.ts'
import type { Progress } from '../../work/tasks/task.ts'
import { untilReached } from '../../work/tasks/until-reached.ts'
import type { Cataloguer } from '../part-details/cataloguer.ts'
import type { PartDetails } from '../part-details/details-schema.ts'
import { type ProposedFields, proposedFields } from '../part-details/part-fields.ts'
import type { PartTypes } from '../part-details/part-types.ts'
import { plainText } from '../part-details/plain-text.ts'
import { cleanupMessage, cleanupPrompt } from './cleanup-prompt.ts'
import { searchForSimilar } from './search-for-similar.ts'
import { readRecord, readSimilarRecords } from './similar-parts.ts'

const MAX_REASON = 2000

/** A proposal for the fields of a part that exists. */
export interface CleanedPart extends ProposedFields {
  key: string
}

export interface PartCleanupOptions {
  db: Database
  cataloguer: Cataloguer
  types: PartTypes
  search: Pick<PartSearch, 'search'>
  tools: readonly AiTool[]
}

/** Proposes a record that follows the rules for names and values. Nothing is written. */
export class PartCleanup {
  readonly #options: PartCleanupOptions

  constructor(options: PartCleanupOptions) {
    this.#options = options
  }

  /**
   * Runs the model on the record of a part.
   *
   * @throws DomainError 404 for an unknown key; AiError when there is no answer; the signal's reason when it aborts.
   */
  async ask(key: string, progress: Progress, signal: AbortSignal): Promise<PartDetails> {
    const { db, cataloguer, types, search, tools } = this.#options
    const target = await readRecord(db, key)
    if (target === null) throw recordNotFound('Part', key)
    const similar = await readSimilarRecords(db, key, await searchForSimilar(search, target))
    const { analysis_result, analysis_failure_reason } = await cataloguer.run({
      systemPrompt: cleanupPrompt(await types.names()),
      userPrompt: cleanupMessage(target, similar),
      tools,
      progress,
      signal,
    })
    if (analysis_result) return analysis_result
    throw new AiError(plainText(analysis_failure_reason, MAX_REASON) ?? 'the model gave no record')
  }

  /** The model's record as fields of the part. */
  async toFields(key: string, details: PartDetails, signal: AbortSignal): Promise<CleanedPart> {
    const { db, types } = this.#options
    const type = await untilReached(db, signal, () => types.resolve(details.product_category))
    return { key, ...proposedFields(details, type) }
  }
}
