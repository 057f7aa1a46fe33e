import { readFileSync } from 'node:fs'
import t from 'tap'
import { knownSeries } from './known-metrics.ts'
import { expressionsOf, filesOf, readDashboards, readRules } from './ops-files.ts'
import { readExpression } from './promql.ts'

const series = knownSeries()
/** Labels that Prometheus adds to each series. */
const TARGET_LABELS = ['job', 'instance', 'le', 'quantile']
const recorded = new Set(readRules().flatMap(({ record }) => record ?? []))

/** What is wrong with an expression: metrics that nobody publishes, labels that they do not have. */
function findMistakes(expression: string): string[] {
  const { selectors, grouping } = readExpression(expression)
  const mistakes: string[] = []
  const available = new Set(TARGET_LABELS)
  let guess = true
  for (const { metric, labels } of selectors) {
    if (recorded.has(metric)) {
      // The labels of a recorded series stand in its name: job_endpoint:… has job and endpoint.
      guess = false
      continue
    }
    const own = series.get(metric)
    if (!own) mistakes.push(`${metric} does not exist`)
    for (const label of own ?? []) available.add(label)
    for (const label of labels) {
      if (own && !own.has(label) && !TARGET_LABELS.includes(label)) mistakes.push(`${metric} has no label ${label}`)
    }
  }
  if (guess) for (const label of grouping) if (!available.has(label)) mistakes.push(`nothing has the label ${label}`)
  return mistakes
}

t.test('a mistake in an expression is found', async (t) => {
  t.same(findMistakes('inventory_total_part'), ['inventory_total_part does not exist'])
  t.same(findMistakes('http_request_duration_seconds > 1'), ['http_request_duration_seconds does not exist'])
  t.same(findMistakes('kits_created_total{kit="1"}'), ['kits_created_total has no label kit'])
  t.same(findMistakes('sum by (path) (http_active_requests)'), ['nothing has the label path'])
})

for (const [file, dashboard] of readDashboards()) {
  t.test(`${file} asks for metrics that exist`, async (t) => {
    const expressions = expressionsOf(dashboard)
    t.ok(expressions.length > 10)
    for (const expression of expressions) t.same(findMistakes(expression), [], expression)
  })
}

t.test('the rules ask for metrics that exist', async (t) => {
  for (const { expr, record, alert } of readRules()) t.same(findMistakes(expr), [], record ?? alert ?? '')
})

t.test('every metric of our own is on a dashboard', async (t) => {
  const asked = new Set(
    [...readDashboards().flatMap(([, dashboard]) => expressionsOf(dashboard)), ...readRules().map(({ expr }) => expr)]
      .flatMap((expression) => readExpression(expression).selectors)
      .map(({ metric }) => metric.replace(/_(bucket|sum|count)$/, '')),
  )
  const own = [...series.keys()].filter((name) => !/^(process_|nodejs_|up$|ALERTS$)/.test(name))
  const shown = own.map((name) => name.replace(/_(bucket|sum|count)$/, ''))
  t.same([...new Set(shown.filter((name) => !asked.has(name)))], [])
})

/** Names in code spans that end as metrics do; other things with underscores are tables, fields, tasks. */
const METRIC_LIKE =
  /`([a-z]+(?:_[a-z0-9]+)*_(?:total|seconds|ratio|percent|bytes|dollars|requests_total|bucket|sum))\b/g
const FAMILY = /`([a-z]+_(?:[a-z]+_)*)\*`/g

t.test('the pages name metrics that exist', async (t) => {
  const families = [...series.keys()]
  const pages = [...filesOf('docs', '.md'), 'README.md']
  for (const page of pages) {
    const text = readFileSync(page, 'utf8')
    for (const [, name = ''] of text.matchAll(METRIC_LIKE)) {
      const histogram = series.has(`${name}_bucket`)
      t.ok(series.has(name) || histogram, `${page}: ${name}`)
    }
    for (const [, prefix = ''] of text.matchAll(FAMILY)) {
      t.ok(
        families.some((name) => name.startsWith(prefix)),
        `${page}: ${prefix}*`,
      )
    }
  }
})
