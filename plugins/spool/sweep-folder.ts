import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface FolderLimits {
  /** Files that were last written longer ago are removed. */
  maxAgeMs?: number
  /** Then the files that were used longest ago are removed until the rest has at most so many bytes. */
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
    // Another process may have removed it meanwhile.
    const found = await stat(path).catch(() => null)
    if (!found) continue
    // File systems record the time of the last reading at least once a day, unless they are mounted without it.
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
