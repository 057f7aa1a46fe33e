import { readFile } from 'node:fs/promises'
import { threadCpuUsage } from 'node:process'
import type pg from 'pg'

/** Milliseconds that a process has had of a processor; not a number where the system does not tell. */
export async function processorTimeOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '')
  return text === '' ? Number.NaN : Number(text.split(' ', 1)[0]) / 1e6
}

/** Milliseconds that this thread has had. */
export function ownProcessorTime(): number {
  const { user, system } = threadCpuUsage()
  return (user + system) / 1000
}

/**
 * Milliseconds of processor time that this thread and the connections of an application have used so far. What else the
 * machine does hardly counts, unlike in the time that passes.
 *
 * @param client any connection to the same server.
 */
export async function processorTimeWith(client: pg.Client, applicationName: string): Promise<number> {
  const { rows } = await client.query<{ pid: number }>(
    'select pid from pg_stat_activity where application_name = $1 and datname = current_database()',
    [applicationName],
  )
  const times = await Promise.all(rows.map(({ pid }) => processorTimeOf(pid)))
  return times.reduce((sum, time) => sum + time, ownProcessorTime())
}
