import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { readCounters } from '../../scripts/failover/counters.ts'
import { isGood, type Totals } from '../../scripts/failover/report.ts'

t.test('where programs are missing, it says so and nothing is wrong', async (t) => {
  const script = 'scripts/failover/main.ts'
  const { stdout } = await promisify(execFile)(process.execPath, [script], { env: { PATH: '' } })
  t.match(stdout, /^Skipped: install .*patroni, etcd-server.*\n$/)
  const behind = [script, '2', 'transaction']
  t.match(
    (await promisify(execFile)(process.execPath, behind, { env: { PATH: '' } })).stdout,
    /^Skipped: install pgbouncer/,
  )
  await t.rejects(promisify(execFile)(process.execPath, [script, '2', 'pooled']), {
    code: 1,
    stderr: /^Usage: .*session/,
  })
})

t.test('counters and histograms are read, and gauges are not', async (t) => {
  const exposition = [
    '# HELP tasks_total Tasks',
    '# TYPE tasks_total counter',
    'tasks_total{state="a b"} 3',
    '# TYPE pool gauge',
    'pool{state="idle"} 4',
    '# TYPE seconds histogram',
    'seconds_bucket{le="0.1"} 2',
    'seconds_count 5',
    '',
  ].join('\n')
  t.strictSame(Object.fromEntries(readCounters(exposition)), {
    'tasks_total{state="a b"}': 3,
    'seconds_bucket{le="0.1"}': 2,
    seconds_count: 5,
  })
})

t.test('a trial is good when nothing was lost, and nothing answered but success and a 503 that passes', async (t) => {
  const round = { leader: 'a', writes: 11, streams: 12, tasks: 13, taskStatuses: ['completed'], odd: 0 }
  const good: Totals = {
    rounds: [round],
    acknowledged: 10,
    lost: 0,
    doubled: 0,
    outcomes: new Map([
      ['success', 10],
      ['503 with Retry-After', 4],
    ]),
    reasons: new Map(),
    wentBack: [],
    warnings: [],
    ended: 0,
  }
  t.ok(isGood(good))
  t.ok(isGood({ ...good, warnings: [1, 1] }), 'each process says once what it cannot do behind a pooler')
  for (const bad of [
    { lost: 1 },
    { doubled: 1 },
    { ended: 1 },
    { wentBack: ['tasks_total'] },
    { warnings: [1, 0] },
    { warnings: [1, 2] },
    { outcomes: new Map([['500', 1]]) },
    { rounds: [{ ...round, taskStatuses: ['failed'] }] },
  ]) {
    t.notOk(isGood({ ...good, ...bad }), JSON.stringify(bad))
  }
})
