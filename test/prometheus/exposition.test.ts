import t from 'tap'
import { startService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { findProgram, NOT_INSTALLED, promtool } from './programs.ts'

/** What `promtool check metrics` says about names that are kept, each with the reason. */
const KNOWN_FINDINGS = new Map([
  [
    'kits_active_count non-histogram and non-summary metrics should not have "_count" suffix',
    'dashboards know the name',
  ],
  ['kits_archived_count non-histogram and non-summary metrics should not have "_count" suffix', 'the same'],
  ['nodejs_active_handles_total non-counter metrics should not have "_total" suffix', 'named by prom-client'],
  ['nodejs_active_requests_total non-counter metrics should not have "_total" suffix', 'named by prom-client'],
  ['nodejs_active_resources_total non-counter metrics should not have "_total" suffix', 'named by prom-client'],
])

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Requests that carry whatever a client can make up: paths, keys, numbers, queries, headers, bodies. */
async function sendNonsense(url: string, seed: number): Promise<void> {
  const nonsense = `x${seed}"\\\n{},=${seed}`
  const paths = [
    '/',
    '/api/',
    '/api/parts/',
    '/api/boxes/',
    '/api/kits/',
    '/api/tasks/',
    '/api/cas/',
    '/health/',
    '/metrics/',
  ]
  for (const path of paths) {
    for (const method of METHODS) {
      const response = await fetch(`${url}${path}${encodeURIComponent(nonsense)}?q=${encodeURIComponent(nonsense)}`, {
        method,
        headers: { 'user-agent': `agent ${seed}`, 'x-request-id': String(seed), 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: JSON.stringify({ name: nonsense }) }),
      })
      await response.arrayBuffer()
    }
  }
}

async function readExposition(url: string): Promise<string> {
  return (await fetch(`${url}/metrics`)).text()
}

/** The series of our own, without their values; buckets, sums and counts included. */
function seriesOf(exposition: string): string[] {
  const lines = exposition.split('\n').filter((line) => line !== '' && !/^(#|nodejs_|process_)/.test(line))
  return lines.map((line) => line.slice(0, line.lastIndexOf(' '))).sort()
}

t.test('the exposition of a service that has worked', async (t) => {
  const service = await startService(t, {
    DATABASE_URL: await createTestDatabase(t),
    DIAGNOSTICS_ENABLED: 'true',
    METRICS_UPDATE_INTERVAL: '3600',
  })
  await fetch(`${service.url}/api/dashboard/stats`)
  await sendNonsense(service.url, 1)
  await readExposition(service.url)
  const exposition = await readExposition(service.url)

  const skip = findProgram('promtool') === null ? NOT_INSTALLED : false
  await t.test('promtool finds nothing but what is known', { skip }, async (t) => {
    const { output } = await promtool(['check', 'metrics'], exposition)
    t.same(output.trim().split('\n').sort(), [...KNOWN_FINDINGS.keys()].sort())
  })

  t.test('every metric has its HELP and TYPE before its series', async (t) => {
    const documented = new Set<string>()
    const typed = new Map<string, string>()
    for (const line of exposition.split('\n')) {
      const [, keyword, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? []
      if (keyword === 'HELP' && rest.length > 10) documented.add(name)
      if (keyword === 'TYPE') typed.set(name, rest)
      if (keyword !== undefined || line === '') continue
      const sample = /^[a-z0-9_]+/.exec(line)?.[0] ?? ''
      const family = typed.has(sample) ? sample : sample.replace(/_(bucket|sum|count)$/, '')
      if (!documented.has(family) || !typed.has(family)) t.fail(`${sample} has no HELP or TYPE`)
    }
    t.ok(typed.size > 80, `${typed.size} metrics`)
  })

  t.test('nothing that a client sends becomes a label', async (t) => {
    await sendNonsense(service.url, 2)
    t.same(seriesOf(await readExposition(service.url)), seriesOf(exposition))
  })
})
