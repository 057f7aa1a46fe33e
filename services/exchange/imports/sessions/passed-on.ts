import type { Effect } from '../model.ts'
import { effectsText } from './effects-text.ts'

/**
 * Effects of rows that a commit leaves out. The first row that needs something begins it, such as a new kit, so another one does
 * when that is left out. It was shown, so the row that takes it over does nothing that was not.
 */
export class PassedOn {
  readonly #effects = new Set<string>()

  /** @param shown effects of a row that is left out, as one text. */
  add(shown: string): void {
    for (const effect of listOf(shown)) this.#effects.add(effect)
  }

  /** Whether a row does what was shown of it, and beside that only what rows that are left out would have done. */
  explains(effects: readonly Effect[], shown: string): boolean {
    if (this.#effects.size === 0) return false
    const own = listOf(shown)
    const rest = listOf(effectsText(effects)).filter((effect) => own.includes(effect) || !this.#effects.has(effect))
    return JSON.stringify(rest) === JSON.stringify(own)
  }
}

function listOf(text: string): string[] {
  const effects: unknown = JSON.parse(text)
  return Array.isArray(effects) ? effects.map((effect) => JSON.stringify(effect)) : []
}
