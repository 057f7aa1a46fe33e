import { totalmem } from 'node:os'

const MB = 1024 * 1024
/** A thread does nothing with less. */
const LEAST_MB = 32

/**
 * MiB of the heap of a thread that plans an import: at most what the operator allows, and half of what this process may have
 * at all. So a file that is too long fails alone, before the system ends the process for it.
 *
 * @param allowedMb by the settings.
 */
export function sessionMemoryMb(allowedMb: number): number {
  // Nothing, or more than the machine has, when no control group limits the process.
  const limit = process.constrainedMemory()
  const available = limit > 0 ? Math.min(limit, totalmem()) : totalmem()
  return Math.max(LEAST_MB, Math.min(allowedMb, Math.floor(available / MB / 2)))
}
