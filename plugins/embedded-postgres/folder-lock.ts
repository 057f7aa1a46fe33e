import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { close, constants, ftruncateSync, open, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { isAlive } from './is-alive.ts'

// Numbers, and not the handles of `node:fs/promises`: one that nobody refers to any more would be closed, and its lock gone.
const openFile = promisify(open)
const closeFile = promisify(close)

/** `O_EXLOCK`, with which these systems lock a file as they open it. */
const OPENS_LOCKED: Readonly<Partial<Record<NodeJS.Platform, number>>> = { darwin: 0x20, freebsd: 0x20, openbsd: 0x20 }

const READ_AND_WRITE = constants.O_RDWR | constants.O_CREAT
/** It answers at once; a file system of the network may not. */
const PROGRAM_MS = 10_000
const TAKEN = 1

/** A file that is locked for this process, until `release` or the end of the process, however it ends. */
export interface HeldLock {
  outcome: 'held'
  release(): Promise<void>
}

export type FolderLock =
  | HeldLock
  /** Another process has it; `by` says which, if that is known. */
  | { outcome: 'taken'; by: string | null }
  /** This system or this file system cannot lock. */
  | { outcome: 'impossible'; reason: string }

/**
 * Tries to lock a file, which is made if it is missing and never removed. The lock is one of the kernel: it belongs to the open
 * file, so that of two processes that ask at once one gets it, in containers of one machine as well, and the end of a process
 * gives it free.
 *
 * @throws Error of the operating system when the file cannot be opened.
 */
export async function lockFile(path: string): Promise<FolderLock> {
  const flag = OPENS_LOCKED[process.platform]
  return flag === undefined ? lockByProgram(path) : lockAtOpening(path, flag)
}

async function lockAtOpening(path: string, flag: number): Promise<FolderLock> {
  try {
    return hold(await openFile(path, READ_AND_WRITE | flag | constants.O_NONBLOCK))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EAGAIN' || code === 'EWOULDBLOCK') return { outcome: 'taken', by: await readHolder(path) }
    if (code === 'ENOTSUP') return { outcome: 'impossible', reason: 'the file system takes no locks' }
    throw error
  }
}

/** Node itself cannot lock a file. A program that is given the open file can, and the lock stays when the program has ended. */
async function lockByProgram(path: string): Promise<FolderLock> {
  const file = await openFile(path, READ_AND_WRITE)
  const { code, reason } = await runFlock(file)
  if (code === 0) return hold(file)
  await closeFile(file)
  if (code === TAKEN && reason === '') return { outcome: 'taken', by: await readHolder(path) }
  return { outcome: 'impossible', reason: reason || 'flock has given no answer' }
}

/** @returns the code that the program ended with, null when it could not be run, and what it said. */
async function runFlock(file: number): Promise<{ code: number | null; reason: string }> {
  try {
    // A signal to the group of the service, such as a Ctrl-C in the terminal, must not end it half-way.
    const child = spawn('flock', ['-n', '3'], {
      stdio: ['ignore', 'ignore', 'pipe', file],
      detached: true,
      timeout: PROGRAM_MS,
    })
    const closed = once(child, 'close')
    const [reason, [code]] = await Promise.all([child.stderr ? text(child.stderr) : '', closed])
    return { code: typeof code === 'number' ? code : null, reason: reason.trim() }
  } catch (error) {
    return { code: null, reason: error instanceof Error ? error.message : String(error) }
  }
}

function hold(file: number): HeldLock {
  try {
    ftruncateSync(file)
    writeSync(file, `${process.pid} ${hostname()}\n`, 0)
  } catch {
    // On a disk that is full the lock holds without a name in it, which is for people.
  }
  let isHeld = true
  const release = async () => {
    // The number may belong to another file once this one is closed.
    if (isHeld) {
      isHeld = false
      await closeFile(file)
    }
  }
  return { outcome: 'held', release }
}

/** Who has written into the file; null for nobody, and for a process of this machine that is gone. */
async function readHolder(path: string): Promise<string | null> {
  const [, pid, host] = /^(\d+) (\S+)\n$/.exec(await readFile(path, 'utf8').catch(() => '')) ?? []
  if (host === undefined) return null
  if (host !== hostname()) return `process ${pid} of ${host}`
  return isAlive(Number(pid)) ? `process ${pid}` : null
}
