import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readyDataFolder } from '../support/ready-data-folder.ts'
import { launchService } from '../support/service-process.ts'
import { until } from '../support/until.ts'
import { endAtWork } from '../support/work-at-the-end.ts'

const NPM_START = { command: ['npm', 'start'], group: true }

t.test('Ctrl-C reaches the service twice, from the terminal and from npm, and ends it in order', async (t) => {
  await endAtWork(t, NPM_START, ({ signalGroup }) => signalGroup('SIGINT'))
})

t.test('so does the SIGTERM of a supervisor', async (t) => {
  await endAtWork(t, NPM_START, ({ signalGroup }) => signalGroup('SIGTERM'))
})

t.test('the demo says where it is once it is ready, and Ctrl-C ends it, while it loads its data as well', async (t) => {
  const dataDir = await readyDataFolder(t)
  const demo = { command: ['npm', 'run', 'demo'], group: true }
  const early = await launchService(t, { DATA_DIR: dataDir }, demo)
  await early.logged(/^Database: /)
  early.signalGroup('SIGINT')
  t.equal(await early.exited, 0)
  await until(() => !existsSync(join(dataDir, 'postgres/postmaster.pid')))

  const service = await launchService(t, { DATA_DIR: dataDir }, demo)
  await service.logged('Stop with Ctrl-C')
  t.equal((await fetch(`${service.url}/health/readyz`)).status, 200)
  t.ok(service.log.some(({ msg }) => msg === `Metrics        ${service.url}/metrics`))
  service.signalGroup('SIGINT')
  t.equal(await service.exited, 0)
  t.notOk(existsSync(join(dataDir, 'postgres/postmaster.pid')), 'PostgreSQL has ended')
})

t.test('a command that is interrupted leaves no server', async (t) => {
  for (const step of [/^Starting the embedded/, /^Database: /]) {
    const dataDir = t.testdir()
    const command = [process.execPath, 'cli/main.ts', 'migrate']
    const migrate = await launchService(t, { DATA_DIR: dataDir }, { command, group: true })
    await migrate.logged(step)
    migrate.signalGroup('SIGINT')
    t.equal(await migrate.exited, 130)
    await until(() => !existsSync(join(dataDir, 'postgres/postmaster.pid')))
  }
})
