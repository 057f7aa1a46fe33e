import { setTimeout } from 'node:timers/promises'
import type { Random } from './random.ts'
import type { Ending, Replica } from './replica.ts'
import type { Tally } from './tally.ts'

const PAUSE_MS: [number, number] = [3000, 7000]

/** One end of a process. */
export interface Disturbance {
  /** Seconds since the load began. */
  at: number
  replica: string
  ending: Ending
  code: number | null
  /** Seconds until the process had ended, and until the next one was ready after that. */
  endedAfter: number
  readyAfter: number
}

/**
 * Ends one replica after another, by SIGTERM and SIGKILL in a random order with as many of each, and starts it again,
 * until the time is over. The other one is ready all the while.
 */
export async function disturb(
  replicas: readonly [Replica, ...Replica[]],
  random: Random,
  tally: Tally,
  until: number,
  tell: (text: string) => void,
): Promise<Disturbance[]> {
  const done: Disturbance[] = []
  const began = performance.now()
  let bag: Ending[] = []
  while (performance.now() < until) {
    await setTimeout(random.integer(...PAUSE_MS))
    if (performance.now() >= until) break
    if (bag.length === 0) bag = random.chance(0.5) ? ['SIGTERM', 'SIGKILL'] : ['SIGKILL', 'SIGTERM']
    const ending = bag.pop() ?? 'SIGTERM'
    const replica = random.pick(replicas)
    const at = (performance.now() - began) / 1000
    const { code, seconds: endedAfter } = await replica.end(ending)
    if (ending === 'SIGTERM' && code !== 0) tally.fail(`replica ${replica.name} ended with code ${code} after SIGTERM`)
    const restarted = performance.now()
    await replica.start()
    const readyAfter = (performance.now() - restarted) / 1000
    done.push({ at, replica: replica.name, ending, code, endedAfter, readyAfter })
    tell(
      `${ending} to ${replica.name}: ended after ${endedAfter.toFixed(1)} s, ready again after ${readyAfter.toFixed(1)} s`,
    )
  }
  return done
}
