import { readFileSync } from 'node:fs'
import type { TestFileResult } from './file-result.ts'

/** The kernel counts processor time of ended processes in hundredths of a second, on every system that Node.js supports. */
const TICKS_PER_SECOND = 100

/** What the kernel tells of a process, in seconds. 0 for one that has ended, and on systems that do not tell. */
function secondsOf(pid: number | 'self'): { own: number; ended: number } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program stands in parentheses, and may have spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const seconds = (field: number) => Number(fields[field]) / TICKS_PER_SECOND
    return { own: seconds(11) + seconds(12), ended: seconds(13) + seconds(14) }
  } catch {
    return { own: 0, ended: 0 }
  }
}

/** Processor time of the processes that this one has started and that have ended, in seconds. */
export function secondsOfChildren(): number {
  return secondsOf('self').ended
}

/** Processor time of this process so far, and of those that it has started and that have ended, in seconds. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6 + secondsOfChildren()
}

/** Processor time of a process, of those that it has started, and of those that these have started and that have ended. */
export function secondsOfServer(pid: number): number {
  const { own, ended } = secondsOf(pid)
  return listChildren(pid).reduce((sum, child) => sum + secondsOf(child).own + secondsOf(child).ended, own + ended)
}

function listChildren(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

/** How many files are named. */
const MOST_NAMED = 20

/**
 * In words: what a run has cost, and which files the most.
 *
 * @param inProcesses seconds of all processes of test files, and what they have started.
 * @param inDatabase seconds of the PostgreSQL server that they share.
 */
export function describeCosts(
  results: readonly TestFileResult[],
  { inProcesses, inDatabase }: { inProcesses: number; inDatabase: number },
): string {
  const inFiles = results.reduce((sum, { processorSeconds }) => sum + processorSeconds, 0)
  const dearest = results.toSorted((a, b) => b.processorSeconds - a.processorSeconds).slice(0, MOST_NAMED)
  const whole = (seconds: number) => seconds.toFixed(0)
  return [
    `Processor time: ${whole(inProcesses)} s in test processes, ${whole(inProcesses - inFiles)} s of it before and between their files; ${whole(inDatabase)} s in PostgreSQL. Most of it:`,
    ...dearest.map(({ processorSeconds, file }) => `${processorSeconds.toFixed(1).padStart(8)} s  ${file}`),
  ].join('\n')
}
