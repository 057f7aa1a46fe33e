import { packageOfTerm } from '../readings/term-readings.ts'
import { valueTermReadings } from '../readings/value-term.ts'
import { foldCase } from '../text/fold.ts'

const NO_KINDS = new Set<never>()

/** Whether a clean text is a value or a package, which are read letter for letter. */
export function isExactTerm(text: string): boolean {
  return valueTermReadings(text, NO_KINDS).length > 0 || packageOfTerm(foldCase(text)) !== null
}
