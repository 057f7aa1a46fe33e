import type { LabelTemplate } from '../../api/queries/labels.ts'
import { type NumberRange, rangeText } from '../../shared/form/number-range.ts'
import { count } from '../../shared/text/numbers.ts'
import type { Adjustment } from './settings.ts'
import { placesOf } from './sheet-geometry.ts'

/** The most labels that are printed at once, and of one label. */
export const MOST_LABELS = 1000

export const COPIES: NumberRange = { min: 1, max: MOST_LABELS }

/** Where printing begins, and how far the printer is corrected. */
export interface PrintNumbers extends Adjustment {
  start: number
}

/** Numbers as they stand in the fields; null for what a field does not take. */
export type TypedNumbers = Readonly<Record<keyof PrintNumbers, number | null>>

const LABELS: Readonly<Record<keyof PrintNumbers, string>> = {
  start: 'Start at',
  right: 'Right by',
  down: 'Down by',
  scale: 'Scale',
}

/** What the fields take for a template. */
export function printRanges(template: LabelTemplate): Readonly<Record<keyof PrintNumbers, NumberRange>> {
  return {
    start: { min: 1, max: placesOf(template) },
    right: { min: -5, max: 5, decimals: 1, unit: 'mm' },
    down: { min: -5, max: 5, decimals: 1, unit: 'mm' },
    scale: { min: 95, max: 105, decimals: 1, unit: '%' },
  }
}

/** What the field of a number takes, in words. */
export function printRangeText(name: keyof PrintNumbers, template: LabelTemplate): { label: string; limits: string } {
  const label = LABELS[name]
  return { label, limits: rangeText(label, printRanges(template)[name]) }
}

/** Why nothing can be printed; null where it can. @param wrongLabel the name of a label whose copies are none. */
export function printObstacle(
  template: LabelTemplate,
  { numbers, wrongLabel, labels }: { numbers: TypedNumbers; wrongLabel: string | undefined; labels: number },
): string | null {
  const wrong = (['start', 'right', 'down', 'scale'] as const).find((name) => numbers[name] === null)
  if (wrong !== undefined) return printRangeText(wrong, template).limits
  if (wrongLabel !== undefined) return copiesText(wrongLabel)
  return labels > MOST_LABELS ? `At most ${count(MOST_LABELS)} labels are printed at once: leave some out.` : null
}

/** How many copies there can be of a label, in words. */
export function copiesText(label: string): string {
  return rangeText(`Copies of ${label}`, COPIES)
}
