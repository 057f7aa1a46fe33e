import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from '../../plugins/database/database.ts'
import { ownProcessorTime, processorTimeOf } from '../processor-time.ts'

/** Milliseconds of processor time. */
export interface Work {
  database: number
  service: number
}

const REST_MS = 2000
const MOST_AT_REST_MS = 20
/** A server of a busy machine may never rest. */
const MOST_WAITS = 30

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return text.split(' ').flatMap((each) => (each === '' ? [] : Number(each)))
}

async function parentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/PPid:\s+(\d+)/.exec(status)?.[1])
}

/** Measures what is worked for something: by all processes of a database server of this machine, and by this thread. */
export class WorkMeter {
  readonly #server: number

  private constructor(server: number) {
    this.#server = server
  }

  /** Begins when the server rests: what a service does at its start takes a while with many parts. */
  static async of(db: Database): Promise<WorkMeter> {
    const [row] = await db.query<{ pid: number }>('select pg_backend_pid() as pid')
    const meter = new WorkMeter(await parentOf(row?.pid ?? 0))
    for (let waits = 0; waits < MOST_WAITS; waits++) {
      if ((await meter.during(() => delay(REST_MS))).database <= MOST_AT_REST_MS) break
    }
    return meter
  }

  /** What is worked while something is done. */
  async during(work: () => Promise<unknown>): Promise<Work> {
    const before = await this.#ofProcesses()
    const own = ownProcessorTime()
    await work()
    const service = ownProcessorTime() - own
    const after = await this.#ofProcesses()
    return { service, database: [...after].reduce((sum, [pid, time]) => sum + time - (before.get(pid) ?? 0), 0) }
  }

  async #ofProcesses(): Promise<Map<number, number>> {
    const each = await Promise.all(
      (await childrenOf(this.#server)).map(async (pid) => [pid, await processorTimeOf(pid)] as const),
    )
    return new Map(each.filter(([, time]) => !Number.isNaN(time)))
  }
}
