import { tokensOf } from '../text/tokens.ts'
import { formsOf } from './plural-forms.ts'
import { namesOf } from './synonyms.ts'

/** Kinds of components that decide how a number without a full unit is read. */
export type ComponentKind = 'resistor' | 'capacitor' | 'inductor' | 'crystal' | 'light'

const WORDS: Readonly<Record<ComponentKind, readonly string[]>> = {
  resistor: ['resistor', 'potentiometer', 'thermistor', 'ntc', 'ptc'],
  capacitor: ['capacitor', 'supercapacitor'],
  inductor: ['inductor', 'bead'],
  crystal: ['crystal', 'oscillator', 'resonator'],
  light: ['led', 'lamp', 'bulb', 'light', 'white'],
}
const KINDS: readonly ComponentKind[] = ['resistor', 'capacitor', 'inductor', 'crystal', 'light']

const BY_WORD = new Map<string, ComponentKind[]>()
for (const kind of KINDS) {
  // Other names of several words end with the noun: an electrolytic capacitor is a capacitor.
  const names = WORDS[kind].flatMap((word) => [word, ...namesOf(word)]).flatMap(formsOf)
  for (const name of new Set(names)) BY_WORD.set(name, [...(BY_WORD.get(name) ?? []), kind])
}

/** The kinds that a text names, by words of the list or by other names of them. @param clean as `cleanText` gives it. */
export function kindsInText(clean: string): Set<ComponentKind> {
  const words = tokensOf(clean).flatMap(({ pieces }) => pieces.map(({ text }) => text))
  return new Set(words.flatMap((word) => BY_WORD.get(word) ?? []))
}

const ANY_NAME = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...BY_WORD.keys()].join('|')})(?![\\p{L}\\p{N}])`, 'gu')

/** The same for a long folded text, without making words of it. */
export function kindsMentioned(folded: string): Set<ComponentKind> {
  return new Set([...folded.matchAll(ANY_NAME)].flatMap(([word]) => BY_WORD.get(word) ?? []))
}
