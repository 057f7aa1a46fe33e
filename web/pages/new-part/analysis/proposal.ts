import type { Schemas } from '../../../api/client.ts'
import type { Draft } from '../draft.ts'

export type ProposedDocument = Schemas['DocumentSuggestion']

/** What an analysis proposes. */
export interface Proposal {
  /** Proposed texts by field; fields that are not there were not found. */
  fields: Partial<Draft>
  documents: readonly ProposedDocument[]
  /** Why there is no proposal, in words; empty when there is one. */
  failure: string
}

type Texts = Record<string, unknown>

/** Our fields whose name is that of the result. */
const SAME = [
  'description',
  'manufacturer',
  'manufacturer_code',
  'package',
  'mounting_type',
  'voltage_rating',
  'input_voltage',
  'output_voltage',
  'pin_pitch',
  'dimensions',
  'series',
  'product_page',
] as const satisfies readonly (keyof Draft)[]

function recordOf(value: unknown): Texts {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function isDocument(value: unknown): value is ProposedDocument {
  const { url, document_type } = recordOf(value)
  return typeof url === 'string' && typeof document_type === 'string'
}

/** Reads the result of an analysis task, which the API documents in words only. */
export function readProposal(result: unknown): Proposal {
  const { analysis, error_message } = recordOf(result)
  const { analysis_result, analysis_failure_reason } = recordOf(analysis)
  const found = recordOf(analysis_result)
  const texts: [string, string][] = SAME.map((field) => [field, textOf(found[field])])
  const tags = Array.isArray(found.tags) ? found.tags.map(textOf).filter((tag) => tag !== '') : []
  texts.push(['type', textOf(found.type)], ['pin_count', textOf(found.pin_count)], ['tags', tags.join(', ')])
  const documents = Array.isArray(found.documents) ? found.documents.filter(isDocument) : []
  const nothing = texts.every(([, text]) => text === '') ? 'Nothing was found' : ''
  return {
    fields: Object.fromEntries(texts.filter(([, text]) => text !== '')),
    documents,
    failure: textOf(error_message) || textOf(analysis_failure_reason) || nothing,
  }
}
