import { cataloguePrompt } from '../part-details/catalogue-prompt.ts'
import { promptTemplate } from '../part-details/prompt-template.ts'
import type { PartRecord } from './similar-parts.ts'

const task = promptTemplate(new URL('./cleanup.md', import.meta.url))

/**
 * The prompt of the model that cleans up a record.
 *
 * @param typeNames the types of the inventory, sorted.
 */
export function cleanupPrompt(typeNames: readonly string[]): string {
  return cataloguePrompt(task({}), typeNames)
}

/** The message with the record to clean up. @param similar most similar first. */
export function cleanupMessage(target: PartRecord, similar: readonly PartRecord[]): string {
  return `The record, as JSON:

${JSON.stringify(target)}

The records that are most similar to it, most similar first, as JSON:

${JSON.stringify(similar)}

Return the complete normalised record.`
}
