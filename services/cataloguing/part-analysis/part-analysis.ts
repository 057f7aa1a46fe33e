import type { Database } from '../../../plugins/database/database.ts'
import type { Log } from '../../../plugins/log.ts'
import type { UrlReader } from '../../documents/url-reader/url-reader.ts'
import { type AiAttachment, AiError, type AiTool } from '../../work/ai-runner/ai-runner.ts'
import { KnownAddresses } from '../../work/ai-runner/known-addresses.ts'
import type { Progress } from '../../work/tasks/task.ts'
import { untilReached } from '../../work/tasks/until-reached.ts'
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

/** The model's answer, and the addresses that may be fetched for it. */
export interface AnalysisAnswer {
  answer: CatalogueAnswer
  addresses: KnownAddresses
}

/** Analyses a part from a text, a picture or both. Nothing is written. */
export class PartAnalysis {
  readonly #options: PartAnalysisOptions

  constructor(options: PartAnalysisOptions) {
    this.#options = options
  }

  /**
   * Runs the model.
   *
   * @param text the user's description of the part.
   * @throws AiError when there is no answer; the signal's reason when it aborts.
   */
  async ask(
    { text, picture }: { text: string | null; picture: AiAttachment | null },
    progress: Progress,
    signal: AbortSignal,
  ): Promise<AnalysisAnswer> {
    const { cataloguer, types, tools, hasDistributor } = this.#options
    const addresses = new KnownAddresses()
    const answer = await cataloguer.run({
      systemPrompt: analysisPrompt({ typeNames: await types.names(), hasDistributor }),
      userPrompt: text ?? PICTURE_ALONE,
      tools,
      attachments: picture ? [picture] : [],
      addresses,
      progress,
      signal,
    })
    return { answer, addresses }
  }

  /**
   * Turns an answer into the result for the user: within the limits of the columns, and with duplicates that exist.
   *
   * @throws AiError for an answer without content; the signal's reason when it aborts.
   */
  async complete({ answer, addresses }: AnalysisAnswer, signal: AbortSignal): Promise<AnalysisResult> {
    const { analysis_result, duplicate_parts } = answer
    const { db } = this.#options
    const duplicates = duplicate_parts && (await untilReached(db, signal, () => knownDuplicates(db, duplicate_parts)))
    const reason = plainText(answer.analysis_failure_reason, MAX_REASON)
    const isVoid = duplicates === null || (duplicates.length === 0 && duplicate_parts?.length !== 0)
    if (analysis_result === null && reason === null && isVoid) throw new AiError('the model gave no usable answer')
    return {
      analysis_result: analysis_result && (await this.#detail(analysis_result, addresses, signal)),
      duplicate_parts: duplicates,
      analysis_failure_reason: reason,
    }
  }

  async #detail(details: PartDetails, addresses: KnownAddresses, signal: AbortSignal): Promise<AnalysisDetails> {
    const { db, types, reader, log } = this.#options
    const type = await untilReached(db, signal, () => types.resolve(details.product_category))
    const documents = await suggestDocuments(details, { reader, addresses, signal, log })
    return { ...proposedFields(details, type), documents }
  }
}
