import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EventSourceClient, openStream } from '../../test/support/event-source.ts'
import { type ServiceProcess, startService } from '../../test/support/service-process.ts'
import type { Teardown } from '../../test/support/test-database.ts'
import { migrateDatabase } from '../../test/support/test-server.ts'
import { withTeardown } from '../../test/support/with-teardown.ts'
import { startTask, TESTING } from '../../test/support/work-at-the-end.ts'
import { send } from './client.ts'
import type { Cluster } from './cluster.ts'
import { CounterWatch } from './counters.ts'
import type { Round, Totals } from './report.ts'
import { until } from './until.ts'
import { Writers } from './writers.ts'

const WRITERS = 32
const SERVICES = 2
/** Longer than it takes until another server leads. */
const TASK = { steps: 30, delay: 0.5 }
const ENDED = new Set(['completed', 'failed', 'cancelled'])

interface Trial {
  cluster: Cluster
  services: readonly ServiceProcess[]
  writers: Writers
  /** A part that is changed to see whether the streams tell of it. */
  watched: string
  /** Whether a session stays with its connection, which tasks and streams need: not behind a pooler in transaction mode. */
  hasSessions: boolean
  scope: Teardown
}

export interface TrialOptions {
  /** Of the database, for the services. */
  url: string
  /** How often the leader is killed. */
  kills: number
  hasSessions: boolean
}

const secondsSince = (moment: number) => (performance.now() - moment) / 1000

/** Kills the leader again and again while clients write. @param log told of each step. */
export async function runTrial(
  cluster: Cluster,
  { url, kills, hasSessions }: TrialOptions,
  log: (line: string) => void,
): Promise<Totals> {
  return withTeardown(async (scope) => {
    // Patroni may end its connections once more while it makes the standby a synchronous one.
    await until('a migrated database', () => migrateDatabase(cluster.url))
    const services: ServiceProcess[] = []
    for (let n = 0; n < SERVICES; n++) {
      const dataDir = await mkdtemp(join(tmpdir(), 'inventory-failover-service-'))
      scope.teardown(() => rm(dataDir, { recursive: true, force: true }))
      const settings = { DATABASE_URL: url, DATA_DIR: dataDir, DB_POOL_SIZE: '20', DB_POOL_MAX_OVERFLOW: '10' }
      services.push(await startService(scope, { ...TESTING, ...settings }))
    }
    // Also when the trial is interrupted.
    process.once('exit', () => services.forEach(({ child }) => void child.kill('SIGKILL')))
    const urls = services.map(({ url }) => url)
    const [first = ''] = urls
    const box = await send<{ box_no: number }>(`${first}/api/boxes`, 'POST', {
      description: 'Shelf',
      capacity: WRITERS,
    })
    const addPart = async (description: string) =>
      (await send<{ key: string }>(`${first}/api/parts`, 'POST', { description })).key
    const keys: string[] = []
    for (let n = 0; n < WRITERS; n++) keys.push(await addPart(`Resistor ${n + 1} kΩ`))
    const writers = new Writers(urls, box.box_no, keys)
    const trial: Trial = { cluster, services, writers, watched: await addPart('Watched'), hasSessions, scope }
    const counters = new CounterWatch(urls)
    const rounds: Round[] = []
    writers.start()
    counters.start()
    try {
      for (let n = 1; n <= kills; n++) {
        const round = await runRound(trial)
        rounds.push(round)
        log(`${n}/${kills}  ${round.leader} killed; writes again after ${round.writes.toFixed(1)} s`)
      }
    } finally {
      await writers.stop()
      await counters.stop()
    }
    return {
      rounds,
      ...(await compareStock(first, writers)),
      outcomes: writers.outcomes,
      reasons: reasonsOf(trial),
      wentBack: [...counters.wentBack],
      warnings: hasSessions ? [] : services.map(({ log: lines }) => warningsOf(lines)),
      ended: services.filter(({ child }) => child.exitCode !== null || child.signalCode !== null).length,
    }
  })
}

/** Kills the leader, waits until all is well again, and until the killed server is the standby. */
async function runRound({ cluster, services, writers, watched, hasSessions, scope }: Trial): Promise<Round> {
  await writers.writesAgain()
  const served = hasSessions ? services : []
  const streams = await Promise.all(served.map(({ url }, n) => listen(scope, url, n)))
  const tasks = await Promise.all(served.map((service) => startTask(service, TASK)))
  const leader = await cluster.leader()
  const oddBefore = writers.oddCount
  await leader.kill()
  const killedAt = performance.now()
  const seconds = () => secondsSince(killedAt)

  await writers.firstSuccess()
  const writes = seconds()
  const [{ url = '' } = {}] = services
  const notes = `Changed ${Date.now()}`
  await send(`${url}/api/parts/${watched}`, 'PUT', { description: notes })
  await Promise.all(streams.map((stream) => stream.told(watched)))
  const streamsAgain = seconds()
  const taskStatuses = await Promise.all(tasks.map((task) => endOf(url, task)))
  const tasksAgain = seconds()
  for (const stream of streams) stream.close()
  const odd = writers.oddCount - oddBefore
  await leader.start()
  await cluster.whole()
  return { leader: leader.options.name, writes, streams: streamsAgain, tasks: tasksAgain, taskStatuses, odd }
}

/** Opens a stream of events, and again whenever it ends, as a browser does. */
async function listen(scope: Teardown, url: string, place: number) {
  const address = `${url}/api/sse/stream?request_id=failover-${place}-${Date.now()}`
  let stream: EventSourceClient = await openStream(scope, address)
  let isClosed = false
  return {
    close() {
      isClosed = true
      stream.close()
    },
    /** Resolves when the stream has told of a change of the part, from its beginning on. */
    async told(part: string): Promise<void> {
      while (!isClosed) {
        try {
          await stream.until(({ text }) => text.includes(part) || text.includes('"id":null'))
          return
        } catch {
          stream = await openStream(scope, address, { 'last-event-id': stream.lastEventId }).catch(() => stream)
        }
      }
    },
  }
}

async function endOf(url: string, task: string): Promise<string> {
  for (;;) {
    const { status } = await send<{ status: string }>(`${url}/api/tasks/${task}/status`, 'GET')
    if (ENDED.has(status)) return status
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Compares what was acknowledged with what is there. */
async function compareStock(url: string, { writers }: Writers) {
  let [acknowledged, lost, doubled] = [0, 0, 0]
  for (const writer of writers) {
    const places = await send<{ qty: number }[]>(`${url}/api/parts/${writer.partKey}/locations`, 'GET')
    const stock = places.reduce((sum, { qty }) => sum + qty, 0)
    acknowledged += writer.acknowledged
    lost += Math.max(0, writer.acknowledged - stock)
    doubled += Math.max(0, stock - writer.acknowledged)
  }
  return { acknowledged, lost, doubled }
}

/** How often a service has said what it cannot do behind its pooler. */
function warningsOf(log: ServiceProcess['log']): number {
  return log.filter(({ msg }) => /^NOTIFY does not arrive/.test(String(msg))).length
}

/** Why requests were answered otherwise than they should: what the answers say, and the errors of the logs. */
function reasonsOf({ writers, services }: Trial): Map<string, number> {
  const reasons = new Map<string, number>()
  const count = (reason: string) => reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  for (const { status, body } of writers.odd) count(`${status} ${body.replace(/,"correlationId".*/, '')}`)
  for (const { log } of services) {
    for (const { msg, err, level } of log) {
      if (level < 50) continue
      const { code, message, type } = typeof err === 'object' && err !== null ? (err as Record<string, unknown>) : {}
      count(`log: ${msg}: ${[code, type, message].filter((each) => each !== undefined).join(' ')}`)
    }
  }
  return reasons
}
