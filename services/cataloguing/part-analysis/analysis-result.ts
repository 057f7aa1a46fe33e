import type { DuplicateMatch } from '../part-details/details-schema.ts'
import type { DocumentSuggestion } from '../part-details/document-suggestion.ts'
import type { ProposedFields } from '../part-details/part-fields.ts'

/** A proposal for a part and its documents. */
export interface AnalysisDetails extends ProposedFields {
  documents: DocumentSuggestion[]
}

/** The result of an analysis; at least one of the three is not null. */
export interface AnalysisResult {
  analysis_result: AnalysisDetails | null
  duplicate_parts: DuplicateMatch[] | null
  analysis_failure_reason: string | null
}

/** The result of an analysis task. */
export interface AnalysisTaskResult {
  success: boolean
  analysis: AnalysisResult | null
  error_message: string | null
}
