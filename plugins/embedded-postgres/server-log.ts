import { readFile, stat } from 'node:fs/promises'
import type { Cluster } from './cluster.ts'

/** Time, zone and process that the server puts before each line of its own. */
const PREFIX = /^\d[\d-]+ [\d:.]+ \S+ \[\d+\] /
const END = /^(FATAL|PANIC): +/
/** What follows the reason and belongs to it. */
const MORE = /^(DETAIL|HINT): +/

/** How long the server's log is, in bytes. */
export async function lengthOfLog({ logFile }: Cluster): Promise<number> {
  return stat(logFile).then(
    ({ size }) => size,
    () => 0,
  )
}

/**
 * Why the server has ended, as it says itself.
 *
 * @param from bytes of its log before which nothing counts.
 * @returns null when the log does not say.
 */
export async function reasonInLog({ logFile }: Cluster, from: number): Promise<string | null> {
  const log = await readFile(logFile).catch(() => Buffer.alloc(0))
  const lines = log
    .subarray(from)
    .toString()
    .split('\n')
    .map((line) => line.replace(PREFIX, ''))
  const at = lines.findLastIndex((line) => END.test(line))
  if (at === -1) return null
  const reason = lines[at]?.replace(END, '') ?? ''
  const more = lines.slice(at + 1).filter((line) => MORE.test(line))
  return [reason, ...more.map((line) => line.replace(MORE, ''))].map((line) => line.replace(/\.$/, '')).join('. ')
}
