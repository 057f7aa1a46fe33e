import { renameSync, rmSync } from 'node:fs'

/** Does something with a folder. @returns false when it fails for one of these reasons. @throws Error for any other one. */
function succeeds(work: () => void, reasons: readonly string[]): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && reasons.includes(String(error.code))) return false
    throw error
  }
}

/**
 * Puts a folder in the place of another one, which may not be there. Whoever reads the place finds one of both, save for the
 * moment between two names; another process may do the same at the same time, and the last one stays.
 *
 * @param by is gone afterwards.
 */
export function replaceFolder(target: string, by: string): void {
  const old = `${by}.old`
  let done = false
  while (!done) {
    succeeds(() => renameSync(target, old), ['ENOENT'])
    done = succeeds(() => renameSync(by, target), ['ENOTEMPTY', 'EEXIST'])
    rmSync(old, { recursive: true, force: true })
  }
}
