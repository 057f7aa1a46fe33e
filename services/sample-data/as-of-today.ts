import type { SampleFiles } from './read-sample-files.ts'

const DAY_MS = 86_400_000

/**
 * The sample data with a history that ends in the last day: pages that show the last weeks have something to show. All
 * moments move by the same whole days.
 */
export function asOfToday(files: SampleFiles, now = Date.now()): SampleFiles {
  const newest = Math.max(...files.history.map(({ timestamp }) => Date.parse(timestamp)))
  if (!Number.isFinite(newest)) return files
  const shift = Math.floor((now - newest) / DAY_MS) * DAY_MS
  const moved = (moment: string) => new Date(Date.parse(moment) + shift).toISOString()
  return {
    ...files,
    history: files.history.map((entry) => ({ ...entry, timestamp: moved(entry.timestamp) })),
    kits: files.kits.map(({ archived_at: at, ...kit }) => ({ ...kit, ...(at && { archived_at: moved(at) }) })),
    'kit-shopping-list-links': files['kit-shopping-list-links'].map((link) => ({
      ...link,
      snapshot_kit_updated_at: moved(link.snapshot_kit_updated_at),
    })),
    'pick-lists': files['pick-lists'].map(({ completed_at: at, ...list }) => ({
      ...list,
      ...(at && { completed_at: moved(at) }),
    })),
    'pick-list-lines': files['pick-list-lines'].map(({ picked_at: at, ...line }) => ({
      ...line,
      ...(at && { picked_at: moved(at) }),
    })),
  }
}
