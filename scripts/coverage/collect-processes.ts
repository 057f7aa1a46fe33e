import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

interface ProcessCoverage {
  result: { url: string }[]
}

export interface CollectOptions {
  /** Where Node writes the coverage of each process (`NODE_V8_COVERAGE`). */
  raw: string
  /** Where what is left of it is written. */
  kept: string
  /** Absolute paths. */
  files: readonly string[]
}

/**
 * Reduces what the processes have written so far to the measured files: with its packages a process writes megabytes,
 * and the tests start many hundreds of processes.
 */
export async function collectProcesses({ raw, kept, files }: CollectOptions): Promise<void> {
  const wanted = new Set(files.map((file) => pathToFileURL(file).href))
  await mkdir(kept, { recursive: true })
  for (const name of await readdir(raw)) {
    const coverage = await readCoverage(join(raw, name))
    // A process is writing it: it is taken the next time.
    if (coverage === null) continue
    const result = coverage.result.filter(({ url }) => wanted.has(url))
    if (result.length > 0) await writeFile(join(kept, name), JSON.stringify({ result }))
    await rm(join(raw, name))
  }
}

async function readCoverage(file: string): Promise<ProcessCoverage | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return null
  }
}
