import { setTimeout } from 'node:timers/promises'
import type { Acknowledged } from './acknowledged.ts'
import { Archivist } from './actors/archivist.ts'
import { Buyer } from './actors/buyer.ts'
import { Cataloguer } from './actors/cataloguer.ts'
import { KitBuilder } from './actors/kit-builder.ts'
import { Reader } from './actors/reader.ts'
import { StockKeeper } from './actors/stock-keeper.ts'
import { type StartedTasks, TaskStarter } from './actors/task-starter.ts'
import type { Actor, Tools } from './actors/worker.ts'
import { Random } from './random.ts'
import type { Replica } from './replica.ts'
import { type Tally, Undocumented, UnknownOutcome } from './tally.ts'

const PAUSE_MS: [number, number] = [5, 40]
const SCRAPE_INTERVAL_MS = 2000

/** Everybody who works at the same time. */
function createActors(tally: Tally, acknowledged: Acknowledged, tasks: StartedTasks, seed: number): [Actor, Random][] {
  let number = 0
  const add = (create: (tools: Tools, name: string) => Actor, count: number): [Actor, Random][] =>
    Array.from({ length: count }, () => {
      number += 1
      const random = new Random(seed + number)
      return [create({ tally, acknowledged, random }, `${number}`), random]
    })
  return [
    ...add((tools, name) => new StockKeeper(tools, name), 3),
    ...add((tools, name) => new KitBuilder(tools, name), 2),
    ...add((tools, name) => new Buyer(tools, name), 2),
    ...add((tools, name) => new Cataloguer(tools, name), 1),
    ...add((tools, name) => new Archivist(tools, name), 1),
    ...add((tools, name) => new TaskStarter(tools, name, tasks), 2),
    ...add((tools, name) => new Reader(tools, name), 2),
  ]
}

async function runActor(actor: Actor, random: Random, tally: Tally, until: number): Promise<void> {
  while (performance.now() < until) {
    try {
      await actor.work()
    } catch (error) {
      // Those two have been counted. The actor goes on with other work.
      if (!(error instanceof UnknownOutcome || error instanceof Undocumented)) tally.fail(String(error))
    }
    await setTimeout(random.integer(...PAUSE_MS))
  }
}

/** Scrapes a replica as Prometheus does, which finds it gone now and then. */
async function scrape(replica: Replica, tally: Tally, until: number): Promise<number> {
  let scrapes = 0
  while (performance.now() < until) {
    try {
      const answer = await fetch(`${replica.url}/metrics`, { signal: AbortSignal.timeout(5000) })
      const text = await answer.text()
      if (answer.status !== 200 || !text.includes('\ninventory_')) tally.fail(`GET /metrics: ${answer.status}`)
      scrapes += 1
    } catch {
      // Nobody is there.
    }
    await setTimeout(SCRAPE_INTERVAL_MS)
  }
  return scrapes
}

/** Puts the mixed load on the service until the time is over. @returns how many scrapes were answered. */
export async function putLoad(
  parts: { tally: Tally; acknowledged: Acknowledged; tasks: StartedTasks; replicas: readonly Replica[]; seed: number },
  until: number,
): Promise<number> {
  const { tally, acknowledged, tasks, replicas, seed } = parts
  const actors = createActors(tally, acknowledged, tasks, seed)
  const scrapes = Promise.all(replicas.map((replica) => scrape(replica, tally, until)))
  await Promise.all(actors.map(([actor, random]) => runActor(actor, random, tally, until)))
  return (await scrapes).reduce((sum, count) => sum + count, 0)
}
