import type { Database } from '../../../plugins/database/database.ts'
import type { Log } from '../../../plugins/log.ts'
import type { UrlReader } from '../../documents/url-reader/url-reader.ts'
import { type AiAttachment, AiError, type AiTool } from '../../work/ai-runner/ai-runner.ts'
import type { Progress } from '../../work/tasks/task.ts'
import type { Cataloguer } from '../part-details/cataloguer.ts'
import type { CatalogueAnswer, PartDetails } from '../part-details/details-schema.ts'
import { proposedFields } from '../part-details/part-fields.ts'
import type { PartTypes } from '../part-details/part-types.ts'
import { plainText } from '../part-details/plain-text.ts'
import { analysisPrompt } from './analysis-prompt.ts'
import type { AnalysisDetails, AnalysisResult } from './analysis-result.ts'
import { knownDuplicates } from './known-duplicates.ts'
import { suggestDocuments } from './suggested-documents.ts'

const PICTURE_ALONE = 'The picture shows the part.'
const MAX_REASON = 2000

export interface PartAnalysisOptions {
  db: Database
  cataloguer: Cataloguer
  types: PartTypes
  reader: Pick<UrlReader, 'read'>
  tools: readonly AiTool[]
  /** Whether some of the tools look parts up at a distributor. */
  hasDistributor: boolean
  log: Log
}

/** Finds out what a part is, from a text, a picture or both. Nothing is written. */
export class PartAnalysis {
  readonly #options: PartAnalysisOptions

  constructor(options: PartAnalysisOptions) {
    this.#options = options
  }

  /**
   * Asks the model.
   *
   * @param text what the user says about the part.
   * @throws AiError when there is no answer; the signal's reason when it aborts.
   */
  async ask(
    { text, picture }: { text: string | null; picture: AiAttachment | null },
    progress: Progress,
    signal: AbortSignal,
  ): Promise<CatalogueAnswer> {
    const { cataloguer, types, tools, hasDistributor } = this.#options
    return cataloguer.run({
      systemPrompt: analysisPrompt({ typeNames: await types.names(), hasDistributor }),
      userPrompt: text ?? PICTURE_ALONE,
      tools,
      attachments: picture ? [picture] : [],
      progress,
      signal,
    })
  }

  /**
   * Turns an answer into what the user gets to see: within the limits of what can be stored, and with parts that exist.
   *
   * @throws AiError for an answer that says nothing; the signal's reason when it aborts.
   */
  async complete(answer: CatalogueAnswer, signal: AbortSignal): Promise<AnalysisResult> {
    const { analysis_result, duplicate_parts } = answer
    const duplicates = duplicate_parts && (await knownDuplicates(this.#options.db, duplicate_parts))
    const reason = plainText(answer.analysis_failure_reason, MAX_REASON)
    const isVoid = duplicates === null || (duplicates.length === 0 && duplicate_parts?.length !== 0)
    if (analysis_result === null && reason === null && isVoid) throw new AiError('the model gave no usable answer')
    return {
      analysis_result: analysis_result && (await this.#detail(analysis_result, signal)),
      duplicate_parts: duplicates,
      analysis_failure_reason: reason,
    }
  }

  async #detail(details: PartDetails, signal: AbortSignal): Promise<AnalysisDetails> {
    const { types, reader, log } = this.#options
    const type = await types.resolve(details.product_category)
    return { ...proposedFields(details, type), documents: await suggestDocuments(details, { reader, signal, log }) }
  }
}
