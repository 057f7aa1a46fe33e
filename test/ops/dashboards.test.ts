import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { stringify } from 'yaml'
import { findProgram, NOT_INSTALLED, promtool } from '../prometheus/programs.ts'
import { expressionsOf, type Panel, readDashboards } from './ops-files.ts'

const dashboards = readDashboards()

function overlap(a: Panel['gridPos'], b: Panel['gridPos']): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

t.test('the dashboards can be loaded side by side', async (t) => {
  t.equal(dashboards.length, 4)
  t.equal(new Set(dashboards.map(([, { uid }]) => uid)).size, dashboards.length, 'each has an id of its own')
  for (const [file, { title, uid, panels, templating }] of dashboards) {
    t.match(uid, /^electronics-inventory-/)
    t.match(title, /^Inventory: /)
    t.same(
      templating.list.map(({ name }) => name),
      ['datasource', 'job', 'instance'],
    )
    t.equal(new Set(panels.map(({ id }) => id)).size, panels.length, `${file}: panel ids`)
    for (const { type, title, description, gridPos, targets = [] } of panels) {
      t.ok(gridPos.x + gridPos.w <= 24, `${title} fits`)
      if (type === 'row') continue
      t.ok(description, `${title} says what it shows`)
      t.ok(targets.length > 0, `${title} shows something`)
      t.equal(new Set(targets.map(({ refId }) => refId)).size, targets.length)
    }
    const pairs = panels.flatMap((panel, n) => panels.slice(n + 1).map((other) => [panel, other] as const))
    const clashes = pairs.filter(([a, b]) => overlap(a.gridPos, b.gridPos)).map(([a, b]) => `${a.title} / ${b.title}`)
    t.same(clashes, [], `${file}: no panel covers another`)
  }
})

const skip = findProgram('promtool') === null ? NOT_INSTALLED : false

t.test('Prometheus understands every expression', { skip }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'inventory-dashboards-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const expressions = dashboards.flatMap(([, dashboard]) => expressionsOf(dashboard))
  const rules = expressions.map((expression, n) => ({
    record: `dashboard:expression:${n}`,
    expr: expression.replaceAll(/\$__(rate_interval|range)/g, '5m').replaceAll(/\$(job|instance)/g, 'x'),
  }))
  const file = join(folder, 'expressions.yml')
  await writeFile(file, stringify({ groups: [{ name: 'dashboards', rules }] }))
  const { code, output } = await promtool(['check', 'rules', file])
  t.equal(code, 0, output)
})
