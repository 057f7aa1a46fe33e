import { spawnSync } from 'node:child_process'
import { pagesAreStale } from './stale.ts'

/**
 * Builds the pages when that is needed, in a process of its own: what it takes of memory is given back.
 *
 * @returns false when they could not be built; what is wrong has been printed.
 */
export function ensurePages(): boolean {
  if (!pagesAreStale()) return true
  console.log('Building the pages: they are missing, or older than their sources')
  return spawnSync(process.execPath, ['scripts/web/main.ts'], { stdio: 'inherit' }).status === 0
}
