import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface FolderLimits {
  /** Files that were last written longer ago are removed. */
  maxAgeMs?: number
  /** Of what is left, what was used longest ago is removed until the rest has so many bytes at most. */
  maxBytes?: number
}

interface Entry {
  path: string
  size: number
  writtenAt: number
  usedAt: number
}

async function entriesOf(folder: string): Promise<Entry[]> {
  const names = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const entries: Entry[] = []
  for (const name of names) {
    if (!name.isFile()) continue
    const path = join(folder, name.name)
    // Another process may have removed it since.
    const found = await stat(path).catch(() => null)
    if (!found) continue
    // File systems keep the time of the last reading to the day at least, unless they are told not to.
    const usedAt = Math.max(found.atimeMs, found.mtimeMs)
    entries.push({ path, size: found.size, writtenAt: found.mtimeMs, usedAt })
  }
  return entries
}

/** Keeps a cache folder within its limits. A folder that is missing is empty. @returns how many files were removed. */
export async function sweepFolder(folder: string, { maxAgeMs, maxBytes }: FolderLimits): Promise<number> {
  const oldest = maxAgeMs === undefined ? Number.NEGATIVE_INFINITY : Date.now() - maxAgeMs
  const entries = await entriesOf(folder)
  const removed = entries.filter(({ writtenAt }) => writtenAt < oldest)
  const kept = entries.filter(({ writtenAt }) => writtenAt >= oldest).sort((a, b) => a.usedAt - b.usedAt)
  let total = kept.reduce((sum, { size }) => sum + size, 0)
  for (const entry of kept) {
    if (maxBytes === undefined || total <= maxBytes) break
    removed.push(entry)
    total -= entry.size
  }
  for (const { path } of removed) await rm(path, { force: true })
  return removed.length
}
