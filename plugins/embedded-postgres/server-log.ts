import { readFile, stat } from 'node:fs/promises'
import type { Cluster } from './cluster.ts'
import { withLine } from './settings-line.ts'

/** Time, zone and process that the server puts before each line of its own. */
const PREFIX = /^\d[\d-]+ [\d:.]+ \S+ \[\d+\] /
/** What it puts before the reason where it ends before it knows how to write its log, as without a file of settings. */
const EARLY = /^postgres: (?=could not access the server configuration file)/
/** What begins an entry of the log, and what follows it and belongs to it. */
const LINE = /^(?<kind>FATAL|PANIC|LOG|WARNING|DETAIL|HINT|CONTEXT): +(?<text>.*)$/
const ENDS = ['FATAL', 'PANIC']
/** What the server has to say before it ends: lines and settings that are wrong, and what it could not do. */
const IS_WRONG = /\bline \d+\b|\bparameter "|^could not /

/** One message of the server. */
interface Entry {
  kind: string
  text: string
  /** What explains it. */
  more: string
}

/** How long the server's log is, in bytes. */
export async function lengthOfLog({ logFile }: Cluster): Promise<number> {
  return stat(logFile).then(
    ({ size }) => size,
    () => 0,
  )
}

/**
 * Why the server has ended, as it says itself: its last message, and before it those that name what is wrong, such as a line of
 * a file of settings.
 *
 * @param from bytes of its log before which nothing counts.
 * @returns null when the log does not say.
 */
export async function reasonInLog(cluster: Cluster, from: number): Promise<string | null> {
  const log = await readFile(cluster.logFile).catch(() => Buffer.alloc(0))
  const entries = entriesOf(log.subarray(from).toString())
  const at = entries.findLastIndex(({ kind }) => ENDS.includes(kind))
  const end = entries[at]
  if (end === undefined) return null
  const begin = entries.slice(0, at).findLastIndex(({ kind }) => ENDS.includes(kind)) + 1
  const before = entries.slice(begin, at).filter(({ text, more }) => IS_WRONG.test(text + more))
  const said = [end, ...before].map(async ({ text, more }) => (await withLine(cluster, text)) + more)
  return (await Promise.all(said)).join('; ')
}

function entriesOf(log: string): Entry[] {
  const entries: Entry[] = []
  for (const line of log.split('\n')) {
    const { kind, text } = LINE.exec(line.replace(PREFIX, '').replace(EARLY, 'FATAL: '))?.groups ?? {}
    if (kind === undefined || text === undefined) continue
    const said = text.replace(/\.$/, '')
    const last = entries.at(-1)
    if (!isMore(kind)) entries.push({ kind, text: said, more: '' })
    else if (last !== undefined) last.more += `${kind === 'CONTEXT' ? ', ' : '. '}${said}`
  }
  return entries
}

function isMore(kind: string): boolean {
  return kind === 'DETAIL' || kind === 'HINT' || kind === 'CONTEXT'
}
