import { readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import { findProgram, NOT_INSTALLED, promtool } from '../prometheus/programs.ts'
import { filesOf, readRules } from './ops-files.ts'

const skip = findProgram('promtool') === null ? NOT_INSTALLED : false
const TESTS = filesOf('ops/prometheus/tests', '.yml')

interface RuleTests {
  tests: { alert_rule_test: { alertname: string; exp_alerts: unknown[] }[] }[]
}

t.test('promtool accepts configuration and rules', { skip }, async (t) => {
  const { code, output } = await promtool(['check', 'config', 'ops/prometheus/prometheus.yml'])
  t.equal(code, 0, output)
})

t.test('the unit tests of the rules pass', { skip }, async (t) => {
  const { code, output } = await promtool(['test', 'rules', ...TESTS])
  t.equal(code, 0, output)
})

t.test('every alert is complete', async (t) => {
  const alerts = readRules().filter(({ alert }) => alert !== undefined)
  const runbooks = readFileSync('docs/operating.md', 'utf8')
  const cases = TESTS.flatMap((file) => {
    const { tests }: RuleTests = parse(readFileSync(file, 'utf8'))
    return tests.flatMap(({ alert_rule_test }) => alert_rule_test)
  })
  t.ok(alerts.length > 15)
  for (const { alert = '', labels, annotations } of alerts) {
    t.match(labels?.severity, /^(critical|warning|info)$/, alert)
    t.ok(annotations?.summary && annotations.description, `${alert} says what is wrong`)
    t.equal(annotations?.runbook, `docs/operating.md#${alert.toLowerCase()}`)
    t.match(runbooks, new RegExp(`^### ${alert}$`, 'm'), `${alert} has a runbook`)
    const own = cases.filter(({ alertname }) => alertname === alert)
    t.ok(
      own.some(({ exp_alerts }) => exp_alerts.length > 0),
      `${alert} is seen to fire`,
    )
    t.ok(
      own.some(({ exp_alerts }) => exp_alerts.length === 0),
      `${alert} is seen not to fire`,
    )
  }
  const sections = [...runbooks.matchAll(/^### (Inventory\w+)$/gm)].map(([, name]) => name)
  t.same(sections.sort(), alerts.map(({ alert }) => alert).sort(), 'and no runbook is left of an alert that is gone')
})
