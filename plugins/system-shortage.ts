import { closeSync, openSync } from 'node:fs'
import { devNull } from 'node:os'

/** What the system answers, and Node.js for it, when there is no file, socket, thread, process or memory to be had now. */
const CODES = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'ENOBUFS', 'ERR_WORKER_INIT_FAILED'])
/** What a thread, a name server or a library may need. */
const FILES_OF_A_CALL = 16

/** Something failed because the system had no file, socket, thread, memory or time for it; the cause may not say so. */
export class ShortageError extends Error {
  override readonly name = 'ShortageError'
}

function codeOf(error: Error): unknown {
  return 'code' in error ? error.code : undefined
}

/** Names cannot be looked up without files, and the system then says that there is no such name. */
function isLookUp(error: Error): boolean {
  return 'syscall' in error && error.syscall === 'getaddrinfo'
}

/** The library that sends files refuses a name as forbidden when it cannot look it up in its folder. */
function isNameRefused(error: Error): boolean {
  return codeOf(error) === 'FST_STATIC_FORBIDDEN_PATH'
}

/** Whether so few files can be opened now that what has just failed may have failed for it. */
export function isShortOfFiles(): boolean {
  const opened: number[] = []
  try {
    while (opened.length < FILES_OF_A_CALL) opened.push(openSync(devNull, 'r'))
    return false
  } catch {
    return true
  } finally {
    for (const file of opened) closeSync(file)
  }
}

/**
 * Whether an error, or what has caused it, says that the system has no file, socket, thread, process or memory left at the
 * moment: whatever was asked may work later, and nothing is wrong with it.
 */
export function isShortage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof ShortageError || CODES.has(String(codeOf(error)))) return true
  if ((isLookUp(error) || isNameRefused(error)) && isShortOfFiles()) return true
  if (error instanceof AggregateError && error.errors.some(isShortage)) return true
  return isShortage(error.cause)
}

/**
 * Explains why a thread has failed: without files it may not find its own modules, and says that there are none.
 *
 * @returns a ShortageError, or the error as it is.
 */
export function explainThread(error: unknown): unknown {
  if (error instanceof ShortageError) return error
  if (!isShortage(error) && !isShortOfFiles()) return error
  return new ShortageError('there is no file, thread or memory for it now', { cause: error })
}
