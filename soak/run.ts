import { setTimeout } from 'node:timers/promises'
import { Acknowledged } from './acknowledged.ts'
import type { StartedTasks } from './actors/task-starter.ts'
import { Balancer } from './balancer.ts'
import { disturb } from './disturbance.ts'
import { createEnvironment } from './environment.ts'
import { putLoad } from './load.ts'
import { watchMemory } from './memory.ts'
import { Page } from './page.ts'
import { Random } from './random.ts'
import { checksOf, type Run } from './report.ts'
import { Tally } from './tally.ts'
import { verify } from './verify.ts'

const PAGES = 3
/** The part of the time in which replicas are ended; in the rest their memory is watched. */
const DISTURBED = 0.6
const PROGRESS_INTERVAL_MS = 10_000

type Tell = (text: string) => void

async function tellProgress(tally: Tally, until: number, tell: Tell): Promise<void> {
  while (performance.now() < until) {
    await setTimeout(Math.min(PROGRESS_INTERVAL_MS, Math.max(0, until - performance.now())))
    const left = Math.max(0, Math.round((until - performance.now()) / 1000))
    tell(`${tally.requests} requests, ${tally.cutByKill} cut by a kill, ${tally.failed} failures, ${left} s left`)
  }
}

/** Runs the load and the disturbances, and verifies what they leave. Logs stay when something is wrong. */
export async function runSoak({ minutes, seed }: { minutes: number; seed: number }, tell: Tell): Promise<Run> {
  tell(`Starting PostgreSQL and two replicas, seed ${seed}`)
  const environment = await createEnvironment()
  const { replicas } = environment
  let isFine = false
  const balancer = new Balancer(replicas)
  try {
    await Promise.all(replicas.map((replica) => replica.start()))
    const tally = new Tally(balancer)
    const acknowledged = new Acknowledged()
    const tasks: StartedTasks = { started: new Set(), cancelled: new Set(), uncertain: new Set() }
    const pages = Array.from({ length: PAGES }, (_, index) => new Page(`soak-${index}`, balancer))
    await Promise.all(pages.map(({ begun }) => begun))

    const now = performance.now()
    const until = now + minutes * 60_000
    const load = putLoad({ tally, acknowledged, tasks, replicas, seed }, until)
    const progress = tellProgress(tally, until, tell)
    const disturbances = await disturb(replicas, new Random(seed), tally, now + minutes * 60_000 * DISTURBED, tell)
    const memory = await Promise.all(replicas.map((replica) => watchMemory(replica, until)))
    const scrapes = await load
    await progress

    tell('Verifying')
    const findings = await verify(environment, { acknowledged, tasks, pages })
    const run = { minutes, seed, balancer, tally, acknowledged, scrapes, pages, disturbances, memory, findings }
    isFine = checksOf(run).every((check) => check.isFine)
    return run
  } finally {
    balancer.close()
    await environment.close({ keep: !isFine })
    if (!isFine) tell(`The logs are in ${environment.folder}`)
  }
}
