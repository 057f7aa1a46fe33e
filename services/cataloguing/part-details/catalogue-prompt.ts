import { normalisationSection } from './normalisation.ts'
import { promptTemplate } from './prompt-template.ts'

const render = promptTemplate<'task' | 'normalisation'>(new URL('./catalogue-prompt.md', import.meta.url))

/**
 * The prompt of a model that is to answer with a `CatalogueAnswer`.
 *
 * @param task the section that says what this run is about.
 * @param typeNames the types of the inventory, sorted.
 */
export function cataloguePrompt(task: string, typeNames: readonly string[]): string {
  return render({ task, normalisation: normalisationSection(typeNames) })
}
