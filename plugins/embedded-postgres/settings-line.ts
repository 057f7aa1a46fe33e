import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cluster } from './cluster.ts'

/** The files of settings, the one that counts more first. */
const FILES = ['postgresql.auto.conf', 'postgresql.conf']
const NAMED = /\bparameter "([\w.]+)"/
const HAS_LINE = /\bline \d+\b/

/** The setting that a line of a file sets, in lower case. */
function nameIn(line: string): string | undefined {
  return /^\s*([\w.]+)/.exec(line)?.[1]?.toLowerCase()
}

/** Adds to a message about the value of a setting the line that sets it, which the server itself does not say. */
export async function withLine({ folder }: Cluster, message: string): Promise<string> {
  const name = NAMED.exec(message)?.[1]?.toLowerCase()
  if (name === undefined || HAS_LINE.test(message)) return message
  for (const file of FILES) {
    const path = join(folder, file)
    const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n')
    const at = lines.findLastIndex((line) => nameIn(line) === name)
    if (at >= 0) return `${message} in file "${path}" line ${at + 1}`
  }
  return message
}
