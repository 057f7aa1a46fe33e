import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import type { Acknowledged } from './acknowledged.ts'
import type { StartedTasks } from './actors/task-starter.ts'
import type { SoakEnvironment } from './environment.ts'
import type { Page } from './page.ts'
import { type TaskFindings, verifyTasks } from './verify-tasks.ts'

const TASKS_END_WITHIN_MS = 30_000
const CONNECTIONS_END_WITHIN_MS = 5000

/** What the run has left behind. */
export interface Findings {
  acknowledged: { checked: number; lost: string[] }
  tasks: TaskFindings
  /** What `verify-ledger` says. */
  ledger: string
  isLedgerRight: boolean
  /** Database connections of each replica before its end, and of both after it. */
  connections: { running: number; left: number }
  /** Exit codes of the last processes. */
  exitCodes: (number | null)[]
  /** ERROR records in the logs. */
  errors: string[]
}

async function count(client: pg.Client, statement: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(statement)
  return rows[0]?.count ?? 0
}

async function until(limitMs: number, condition: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + limitMs
  while (!(await condition()) && performance.now() < limit) await setTimeout(100)
}

const CONNECTIONS = `select count(*)::int from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`
const ACTIVE_TASKS = `select count(*)::int from tasks where status in ('pending', 'running')`

async function errorsIn(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  return lines.flatMap((line) => {
    const found = /"level":(\d+).*"msg":"([^"]*)"/.exec(line)
    if (found) return Number(found[1]) >= 50 ? [found[2] ?? ''] : []
    return /\b(?:Error|Warning)\b/.test(line) ? [line.slice(0, 200)] : []
  })
}

/** Waits for the end of what is under way, ends the replicas, and looks at what they leave. */
export async function verify(
  { databaseUrl, replicas, logs, cli }: SoakEnvironment,
  parts: { acknowledged: Acknowledged; tasks: StartedTasks; pages: readonly Page[] },
): Promise<Findings> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await until(TASKS_END_WITHIN_MS, async () => (await count(client, ACTIVE_TASKS)) === 0)
    const { started } = parts.tasks
    await until(CONNECTIONS_END_WITHIN_MS, async () =>
      parts.pages.every(({ tasks }) => [...started].every((id) => tasks.get(id)?.includes('task_completed'))),
    )
    const tasks = await verifyTasks(client, parts.tasks, parts.pages)
    const active = await count(client, ACTIVE_TASKS)
    if (active > 0) tasks.badEnds.push(`${active} tasks have not ended`)
    const acknowledged = await parts.acknowledged.findLost(client)
    const running = await count(client, CONNECTIONS)
    for (const page of parts.pages) page.close()
    const ends = await Promise.all(replicas.map((replica) => replica.end('SIGTERM')))
    await until(CONNECTIONS_END_WITHIN_MS, async () => (await count(client, CONNECTIONS)) === 0)
    const left = await count(client, CONNECTIONS)
    const ledger = await cli('verify-ledger').catch((error: unknown) => `failed: ${error}`)
    return {
      acknowledged,
      tasks,
      ledger: ledger.split('\n').at(-1) ?? '',
      isLedgerRight: !ledger.startsWith('failed'),
      connections: { running, left },
      exitCodes: ends.map(({ code }) => code),
      errors: (await Promise.all(logs.map(errorsIn))).flat(),
    }
  } finally {
    await client.end()
  }
}
