import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { readSettings } from '../../plugins/config/index.ts'
import { unknownSettings } from './settings-names.ts'

const UNIT = 'ops/systemd/inventory.service'

/** The values of a key, in the order of the file. */
function valuesOf(key: string): string[] {
  const lines = readFileSync(UNIT, 'utf8').split('\n')
  return lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1))
}

t.test('the unit ends the service as the service wants to be ended', async (t) => {
  const { gracefulShutdownTimeout } = readSettings({}, {})
  t.ok(Number(valuesOf('TimeoutStopSec')[0]) > gracefulShutdownTimeout + 30, 'after the drain and its margin')
  t.same(valuesOf('KillMode'), ['mixed'], 'the embedded PostgreSQL gets no signal')
})

t.test('the unit starts what there is, with settings that there are', async (t) => {
  const [command = ''] = valuesOf('ExecStart')
  const start: string = JSON.parse(readFileSync('package.json', 'utf8')).scripts.start
  const script = command.split(' ').at(-1) ?? ''
  t.ok(existsSync(script), script)
  t.ok(start.endsWith(script), 'the same as npm start')
  t.match(command, '--import ./scripts/check-node.js', 'an older Node is told')
  for (const option of start.split(' ').filter((word) => word.startsWith('--max'))) t.match(command, option)
  const names = valuesOf('Environment').map((value) => value.split('=')[0] ?? '')
  t.same(unknownSettings(names), ['NODE_COMPILE_CACHE'], 'which Node itself reads')
})

t.test('the pages that say how it is used name it as it is called', async (t) => {
  for (const page of ['docs/deployment.md', 'docs/backup.md']) t.match(readFileSync(page, 'utf8'), 'ops/systemd/')
  t.match(readFileSync('docs/backup.md', 'utf8'), /systemctl stop inventory/)
  t.match(readFileSync('docs/deployment.md', 'utf8'), valuesOf('StateDirectory')[0] ?? '')
})
