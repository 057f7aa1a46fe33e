import type { Acknowledged } from './acknowledged.ts'
import type { Balancer } from './balancer.ts'
import type { Disturbance } from './disturbance.ts'
import type { MemoryUse } from './memory.ts'
import type { Page } from './page.ts'
import type { Tally } from './tally.ts'
import type { Findings } from './verify.ts'

/** MiB by which a process may be greater in the end, and its growth a minute, when it is watched long enough. */
const GROWTH_LIMIT = 30
const SLOPE_LIMIT = 3
/** MiB by which what is left of the heap after a collection may be greater in the end. */
const HEAP_LIMIT = 15
/** Seconds of watching below which memory is not judged. */
const JUDGED_FROM = 120
/** Connections that both replicas may have at most: their pools, and what they hold beside them. */
const CONNECTION_LIMIT = 2 * (10 + 5)
const SHOWN = 10

export interface Run {
  minutes: number
  seed: number
  balancer: Balancer
  tally: Tally
  acknowledged: Acknowledged
  scrapes: number
  pages: readonly Page[]
  disturbances: readonly Disturbance[]
  memory: readonly MemoryUse[]
  findings: Findings
}

/** One thing that the run had to show. */
interface Check {
  what: string
  found: string
  isFine: boolean
  details?: readonly string[]
}

function percentile(values: readonly number[], part: number): string {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b)
  return `${(sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1)} ms`
}

function memoryCheck({ replica, resident, slope, heap, seconds }: MemoryUse): Check {
  const span = ({ first, last }: { first: number; last: number }) => `${first.toFixed(0)} → ${last.toFixed(0)} MiB`
  const isJudged = seconds >= JUDGED_FROM
  const hasGrown = resident.last - resident.first > GROWTH_LIMIT && slope > SLOPE_LIMIT
  return {
    what: `memory of replica ${replica}, undisturbed`,
    found:
      `resident ${span(resident)}, ${slope.toFixed(1)} MiB a minute; heap after collection ${span(heap)};` +
      ` ${seconds} s${isJudged ? '' : ', too short to judge'}`,
    isFine: !isJudged || !(hasGrown || heap.last - heap.first > HEAP_LIMIT),
  }
}

/** What the run had to show, and whether it did. */
export function checksOf({ tally, acknowledged, memory, findings, pages }: Run): Check[] {
  const { tasks, connections, exitCodes, errors } = findings
  const uncut = `${tally.requests} requests, ${tally.failed} failures, ${tally.cutByKill} connections cut by a kill`
  return [
    { what: 'requests', found: uncut, isFine: tally.failed === 0, details: tally.failures },
    {
      what: 'acknowledged writes',
      found: `${acknowledged.writes} acknowledged, ${findings.acknowledged.checked} records compared, ${findings.acknowledged.lost.length} lost`,
      isFine: findings.acknowledged.lost.length === 0,
      details: findings.acknowledged.lost,
    },
    { what: 'ledger', found: findings.ledger, isFine: findings.isLedgerRight },
    {
      what: 'tasks ended once',
      found: `${tasks.checked} tasks, ${tasks.takenOver} taken over from a process that died, ${tasks.badEnds.length} bad ends`,
      isFine: tasks.badEnds.length === 0,
      details: tasks.badEnds,
    },
    {
      what: 'events of tasks',
      found: `${pages.reduce((sum, { events }) => sum + events, 0)} events on ${pages.length} pages, ${pages.reduce((sum, { opened }) => sum + opened, 0)} streams opened, ${tasks.badEvents.length} lost, repeated or out of order`,
      isFine: tasks.badEvents.length === 0,
      details: tasks.badEvents,
    },
    ...memory.map(memoryCheck),
    {
      what: 'database connections',
      found: `${connections.running} of both replicas, ${connections.left} after their end`,
      isFine: connections.left === 0 && connections.running <= CONNECTION_LIMIT,
    },
    {
      what: 'end of the last processes',
      found: `exit codes ${exitCodes.join(', ')}`,
      isFine: exitCodes.every((code) => code === 0),
    },
    {
      what: 'ERROR records in the logs',
      found: String(errors.length),
      isFine: errors.length === 0,
      details: [...new Set(errors)],
    },
  ]
}

function answersTable(tally: Tally): string[] {
  const rows = [...tally.answers]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([operation, statuses]) => {
      const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
      return `| \`${operation}\` | ${counts.join(', ')} |`
    })
  return ['| operation | answers |', '|---|---|', ...rows]
}

function disturbanceTable(disturbances: readonly Disturbance[]): string[] {
  const rows = disturbances.map(
    ({ at, replica, ending, code, endedAfter, readyAfter }) =>
      `| ${at.toFixed(0)} s | ${replica} | ${ending} | ${code ?? '–'} | ${endedAfter.toFixed(1)} s | ${readyAfter.toFixed(1)} s |`,
  )
  return [
    '| at | replica | signal | exit code | ended after | ready again after |',
    '|---|---|---|---|---|---|',
    ...rows,
  ]
}

/** The report of a run as Markdown. */
export function renderReport(run: Run): string {
  const { minutes, seed, tally, scrapes, balancer, disturbances } = run
  const checks = checksOf(run)
  const isFine = checks.every((check) => check.isFine)
  const seconds = minutes * 60
  return [
    '# Soak report',
    '',
    `${isFine ? 'Passed' : 'FAILED'}: ${minutes} minutes, ${(tally.requests / seconds).toFixed(0)} requests a second, seed ${seed}, Node.js ${process.version}.`,
    '',
    '| what | found | |',
    '|---|---|---|',
    ...checks.map((check) => `| ${check.what} | ${check.found} | ${check.isFine ? 'fine' : '**wrong**'} |`),
    '',
    ...checks.flatMap(({ what, details = [] }) =>
      details.length === 0 ? [] : [`## ${what}`, '', ...details.slice(0, SHOWN).map((line) => `- ${line}`), ''],
    ),
    '## Disturbances',
    '',
    ...disturbanceTable(disturbances),
    '',
    '## Load',
    '',
    `Answers within ${percentile(tally.durations, 0.5)} (median), ${percentile(tally.durations, 0.95)} (95 %),` +
      ` ${percentile(tally.durations, 0.999)} (99.9 %). ${scrapes} scrapes of the metrics.` +
      ` ${balancer.refused} connections were refused and went to the other replica.`,
    '',
    ...answersTable(tally),
    '',
  ].join('\n')
}
