import t from 'tap'
import { scrape, startService } from '../support/service-process.ts'
import { endAtWork } from '../support/work-at-the-end.ts'

t.test('a signal that comes twice begins one shutdown, and another signal joins it', async (t) => {
  const signals: NodeJS.Signals[] = ['SIGTERM', 'SIGHUP']
  const dataDir = await endAtWork(t, {}, ({ child }) => {
    child.kill('SIGTERM')
    child.kill(signals.pop())
  })
  const next = await startService(t, { DATA_DIR: dataDir })
  t.equal(await scrape(next.url, 'previous_shutdown_clean'), 1)
  t.equal(await next.end('SIGINT'), 0)
})

t.test('a supervisor signals the whole process group', async (t) => {
  await endAtWork(t, { group: true }, ({ signalGroup }) => signalGroup('SIGTERM'))
})
