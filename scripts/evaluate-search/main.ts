import { onEvaluationDatabase } from '../evaluation-database.ts'
import { type EvaluatedQuery, measure } from './evaluate.ts'
import { searchAll } from './search-all.ts'

const USAGE = `Usage: npm run evaluate-search [-- --mistakes]

Measures the part search on labelled queries. --mistakes lists the queries of the work set whose answer is not the best
possible one; the check set is only measured.`

function row(evaluated: readonly EvaluatedQuery[]) {
  const { queries: count, recall, reciprocalRank, violations } = measure(evaluated)
  const kinds = [...violations].map(([kind, times]) => `${kind}: ${times}`)
  return {
    queries: count,
    'recall@10': recall.toFixed(3),
    'mean reciprocal rank': reciprocalRank.toFixed(3),
    'never allowed': kinds.length === 0 ? 'none' : kinds.join(', '),
  }
}

const nameOf = ({ number, description }: { number: string | null; description: string }) => number ?? description

function mistakeOf({ q, recall, reciprocalRank, violations, hits, missed }: EvaluatedQuery) {
  return {
    q,
    recall: recall.toFixed(2),
    rank: reciprocalRank.toFixed(2),
    missed: missed.slice(0, 3).map(nameOf).join(' · '),
    first: hits.slice(0, 3).map(nameOf).join(' · '),
    'never allowed': violations.map(({ kind, part }) => `${kind}: ${nameOf(part)}`).join(' · '),
  }
}

const args = process.argv.slice(2)
const unknown = args.find((arg) => arg !== '--mistakes' && arg !== '--help')
if (unknown !== undefined || args.includes('--help')) {
  console.log(unknown === undefined ? USAGE : `Unknown: ${unknown}\n\n${USAGE}`)
  process.exitCode = unknown === undefined ? 0 : 2
} else {
  const { parts, queries } = await onEvaluationDatabase(searchAll)
  const work = queries.filter(({ isCheck }) => !isCheck)
  const check = queries.filter(({ isCheck }) => isCheck)
  console.log(`${queries.length} labelled queries on ${parts} parts`)
  console.table({ work: row(work), check: row(check) })
  if (args.includes('--mistakes')) {
    const mistaken = work.filter((query) => query.recall < 1 || query.reciprocalRank < 1 || query.violations.length > 0)
    console.table(mistaken.map(mistakeOf))
  }
}
