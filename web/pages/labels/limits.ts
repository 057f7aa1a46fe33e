import type { LabelTemplate } from '../../api/queries/labels.ts'
import { count } from '../../shared/text/numbers.ts'
import type { Adjustment } from './settings.ts'
import { isWholeBox, placesOf } from './sheet-geometry.ts'

/** The most labels that are printed at once, and of one label. */
export const MOST_LABELS = 1000

/** How far a printer can be corrected. */
export const LIMITS: Readonly<Record<keyof Adjustment, { label: string; unit: string; min: number; max: number }>> = {
  right: { label: 'Right by', unit: 'mm', min: -5, max: 5 },
  down: { label: 'Down by', unit: 'mm', min: -5, max: 5 },
  scale: { label: 'Scale', unit: '%', min: 95, max: 105 },
}

/** Numbers as they stand in the fields, also those that are not kept. */
export interface PrintNumbers extends Adjustment {
  start: number
}

/** Why each number cannot be used; without those that can. */
export type Wrong = Partial<Record<keyof PrintNumbers, string>>

/** What is wrong with numbers for the printer. */
export function wrongNumbers(numbers: PrintNumbers, template: LabelTemplate): Wrong {
  const wrong: Wrong = {}
  const places = placesOf(template)
  if (!isWholeBox(template) && numbers.start > places) wrong.start = `Start at goes from 1 to ${count(places)}.`
  for (const name of ['right', 'down', 'scale'] as const) {
    const { label, unit, min, max } = LIMITS[name]
    if (!(numbers[name] >= min && numbers[name] <= max)) wrong[name] = `${label} goes from ${min} to ${max} ${unit}.`
  }
  return wrong
}

/** Why nothing can be printed; null where it can. */
export function printObstacle(wrong: Wrong, labels: number): string | null {
  const [first] = Object.values(wrong)
  if (first !== undefined) return first
  return labels > MOST_LABELS ? `At most ${count(MOST_LABELS)} labels are printed at once: leave some out.` : null
}
