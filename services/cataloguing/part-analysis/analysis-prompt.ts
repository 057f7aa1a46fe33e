import { cataloguePrompt } from '../part-details/catalogue-prompt.ts'
import { promptTemplate } from '../part-details/prompt-template.ts'

const task = promptTemplate<'distributor'>(new URL('./analysis.md', import.meta.url))
const distributor = promptTemplate(new URL('./distributor.md', import.meta.url))

export interface AnalysisPromptOptions {
  /** The types of the inventory, sorted. */
  typeNames: readonly string[]
  /** Whether the model can look parts up at a distributor. */
  hasDistributor: boolean
}

/** The prompt of the model that analyses a part. */
export function analysisPrompt({ typeNames, hasDistributor }: AnalysisPromptOptions): string {
  return cataloguePrompt(task({ distributor: hasDistributor ? `${distributor({})}\n` : '' }), typeNames)
}
