import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readdirSync } from 'node:fs'
import { devNull } from 'node:os'
import type { Test } from 'tap'

/** Numbers of files beyond those in use: what is opened meanwhile may take some of them. */
const SPARE = 64

/** Sets how many files this process may have open. The greatest number that is allowed stays, so it can be set back. */
function limitFiles(limit: string): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--nofile=${limit}:`], { stdio: 'ignore' })
}

/** Whether the limit of files of this process can be set. */
export function canLimitFiles(t: Test): boolean {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    t.comment('skipped: there is no prlimit here')
    return false
  }
}

/** Runs `work` while this process can open `free` more files, and no others. */
export async function withFreeFiles<T>(free: number, work: () => Promise<T>): Promise<T> {
  const before = execFileSync('prlimit', [
    '--pid',
    String(process.pid),
    '--nofile',
    '--output=SOFT',
    '--noheadings',
  ]).toString()
  const used = readdirSync('/proc/self/fd').map(Number)
  const opened: number[] = []
  limitFiles(String(Math.max(...used) + SPARE))
  try {
    try {
      for (;;) opened.push(openSync(devNull, 'r'))
    } catch {
      // None is left.
    }
    for (const file of opened.splice(0, free)) closeSync(file)
    return await work()
  } finally {
    for (const file of opened) closeSync(file)
    limitFiles(before.trim())
  }
}
