import { statSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

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

/** A record of a file that no process has loaded. */
function notLoaded(url: string) {
  const ranges = [{ startOffset: 0, endOffset: statSync(fileURLToPath(url)).size, count: 0 }]
  return { scriptId: '0', url, functions: [{ functionName: '', ranges, isBlockCoverage: true }] }
}

/**
 * Writes one more record, of the measured files that none of those in the folder has.
 *
 * @param kept where `collectProcesses` has written the records.
 */
export async function addFilesNotLoaded({ kept, files }: Omit<CollectOptions, 'raw'>): Promise<void> {
  const missing = new Set(files.map((file) => pathToFileURL(file).href))
  for (const name of await readdir(kept)) {
    const coverage = await readCoverage(join(kept, name))
    for (const { url } of coverage?.result ?? []) missing.delete(url)
  }
  await writeFile(join(kept, 'not-loaded.json'), JSON.stringify({ result: [...missing].map(notLoaded) }))
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
