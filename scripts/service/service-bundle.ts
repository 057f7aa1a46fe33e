import { readFileSync, statSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { crc32 } from 'node:zlib'

const ROOT = resolve(import.meta.dirname, '../..')

/** Where the bundle lies. */
export const BUNDLE = resolve(ROOT, '.bundle')

const ENTRY = 'start-service.mjs'
/** Says what the bundle was made of, and what it is. */
export const CONTENTS = 'contents.json'

export interface BundleContents {
  /** Sources by their paths from the root of the checkout, each with what shows that it has changed. */
  sources: Readonly<Record<string, string | null>>
  /** The check sums of the files of the bundle, by their names. */
  files: Readonly<Record<string, string>>
}

/**
 * @param path from the root of the checkout.
 * @returns the size in bytes and the second of the last change, which copies of a file keep; null when there is no such file.
 */
export function stateOf(path: string): string | null {
  const stat = statSync(resolve(ROOT, path), { throwIfNoEntry: false })
  return stat === undefined ? null : `${stat.size} ${Math.floor(stat.mtimeMs / 1000)}`
}

/** Tells a file that was damaged: its size in bytes, and a check sum that costs a millisecond for each megabyte. */
export function checkSumOf(content: Buffer): string {
  return `${content.length} ${crc32(content).toString(16)}`
}

/** @returns null when the file cannot be read. */
function checkSumOfFile(path: string): string | null {
  try {
    return checkSumOf(readFileSync(path))
  } catch {
    return null
  }
}

function readContents(folder: string): BundleContents | null {
  try {
    const { sources, files }: Partial<BundleContents> = JSON.parse(readFileSync(resolve(folder, CONTENTS), 'utf8'))
    return sources === undefined || files === undefined ? null : { sources, files }
  } catch {
    return null
  }
}

/**
 * Finds the bundle, if it was made of these sources.
 *
 * @param onDamage told of a bundle that would be used but for a file that is missing or has another content.
 * @returns the address of the module that starts the service from the bundle; null when the sources are to be used.
 */
export function findBundle(folder = BUNDLE, onDamage: (message: string) => void = () => {}): string | null {
  const contents = readContents(folder)
  if (contents === null) return null
  const isFresh = Object.entries(contents.sources).every(([path, state]) => stateOf(path) === state)
  if (!isFresh) return null
  const damaged = Object.entries(contents.files).find(([name, sum]) => checkSumOfFile(resolve(folder, name)) !== sum)
  if (damaged === undefined) return pathToFileURL(resolve(folder, ENTRY)).href
  const file = relative(ROOT, resolve(folder, damaged[0]))
  onDamage(
    `The file ${file} is missing or damaged, so the service starts from its sources, which takes longer: "npm run bundle" mends it.`,
  )
  return null
}
