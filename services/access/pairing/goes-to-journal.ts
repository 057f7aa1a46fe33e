import { fstatSync } from 'node:fs'

const STANDARD_ERROR = 2

/**
 * Whether what the process writes to standard error goes to the journal of systemd. The journal is kept, and people read
 * it who have no shell of the service. `JOURNAL_STREAM` is the device and inode of the stream (systemd.exec(5)); processes
 * that were given another stream inherit the variable all the same.
 *
 * @param journalStream the value of `JOURNAL_STREAM`.
 */
export function goesToJournal(journalStream: string | undefined): boolean {
  if (journalStream === undefined) return false
  const { dev, ino } = fstatSync(STANDARD_ERROR, { bigint: true })
  return journalStream === `${dev}:${ino}`
}
