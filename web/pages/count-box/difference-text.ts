import { count } from '../../shared/text/numbers.ts'

/** What a count has found beside what should be there: `3 fewer`. */
export function differenceText(difference: number): string {
  if (difference === 0) return 'as expected'
  return difference < 0 ? `${count(-difference)} fewer` : `${count(difference)} more`
}
