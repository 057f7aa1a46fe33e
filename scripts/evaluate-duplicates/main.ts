import { MEDIUM_SCORE } from '../../services/cataloguing/duplicate-search/database-answer.ts'
import { onEvaluationDatabase } from '../evaluation-database.ts'
import { measure, mistakesOf, type Quality, searchAll } from './evaluate.ts'

/** Scores that are tried as the least of a match of medium confidence. */
const THRESHOLDS = Array.from({ length: 13 }, (_, step) => Number((0.4 + step * 0.05).toFixed(2)))

const percent = (value: number) => `${(value * 100).toFixed(1)} %`
const row = ({ precision, recall, f1 }: Quality) => ({
  precision: percent(precision),
  recall: percent(recall),
  f1: percent(f1),
})

/**
 * Measures the search for duplicates, without a model, on labelled searches, and finds the threshold of medium
 * confidence. `--mistakes` lists what was judged otherwise than its label says.
 */
const searches = await onEvaluationDatabase(searchAll)
const known = searches.filter(({ isCheck }) => !isCheck)
const check = searches.filter(({ isCheck }) => isCheck)
const pairs = searches.reduce((sum, { labels }) => sum + labels.size, 0)
console.log(`${known.length} searches to measure with, ${check.length} to check with, ${pairs} labelled pairs`)
console.table({
  high: row(measure(known, 'high')),
  'high, check': row(measure(check, 'high')),
  [`medium from ${MEDIUM_SCORE}`]: row(measure(known, 'medium')),
  [`medium from ${MEDIUM_SCORE}, check`]: row(measure(check, 'medium')),
})
console.log('Medium by threshold:')
const byThreshold = THRESHOLDS.map((threshold) => ({ threshold, ...measure(known, 'medium', threshold) }))
console.table(byThreshold.map(({ threshold, ...quality }) => ({ threshold, ...row(quality) })))
const best = byThreshold.toSorted((a, b) => b.f1 - a.f1)[0]
console.log(`The measured threshold is ${best?.threshold}; the one in use is ${MEDIUM_SCORE}.`)
if (process.argv.includes('--mistakes')) console.table(mistakesOf(searches))
