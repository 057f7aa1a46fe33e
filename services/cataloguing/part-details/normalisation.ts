import { promptTemplate } from './prompt-template.ts'

const render = promptTemplate<'typeNames'>(new URL('./normalisation.md', import.meta.url))

/** Further names are left out of a prompt; an answer with one of them is still resolved. */
export const MAX_TYPE_NAMES = 1000

/**
 * The rules that every record follows, as a section of a prompt, with the types that exist.
 *
 * @param typeNames sorted as they are to be shown.
 */
export function normalisationSection(typeNames: readonly string[]): string {
  return render({ typeNames: JSON.stringify(typeNames.slice(0, MAX_TYPE_NAMES)) })
}
