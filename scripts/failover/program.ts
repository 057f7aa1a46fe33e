import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import type { ServerAccount } from '../../plugins/embedded-postgres/server-account.ts'

/** A program of the trial that runs until it is ended. */
export interface RunningProgram {
  child: ChildProcess
  /** Ends it at once, without a chance to tidy up. */
  kill(): Promise<void>
}

/**
 * Runs a program in the background; what it says goes to a file.
 *
 * @param account that it runs as; null for that of this process.
 */
export function runProgram(
  path: string,
  args: readonly string[],
  { logFile, account }: { logFile: string; account: ServerAccount | null },
): RunningProgram {
  const output = openSync(logFile, 'a')
  const child = spawn(path, args, {
    stdio: ['ignore', output, output],
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  })
  // Also when the trial is interrupted.
  const onExit = () => child.kill('SIGKILL')
  process.once('exit', onExit)
  const ended = once(child, 'exit').then(() => process.off('exit', onExit))
  return {
    child,
    async kill() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended
    },
  }
}
