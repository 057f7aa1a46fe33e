import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** Resident memory of a process in MB, after it has had so many seconds of rest. */
export async function residentMegabytes(pid: number | undefined, restSeconds: number): Promise<number> {
  await delay(restSeconds * 1000)
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}
