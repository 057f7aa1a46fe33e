import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const ROOT = resolve(import.meta.dirname, '../..')

/** Where the bundle lies. */
export const BUNDLE = resolve(ROOT, '.bundle')

const ENTRY = 'start-service.mjs'
/** What the bundle was made of. */
export const INPUTS = 'inputs.json'

/** Files by their paths from the root of the checkout, each with what shows that it has changed. */
export type Inputs = Readonly<Record<string, string>>

/**
 * @param path from the root of the checkout.
 * @returns the size in bytes and the second of the last change, which copies of a file keep; null when there is no such file.
 */
export function stateOf(path: string): string | null {
  const stat = statSync(resolve(ROOT, path), { throwIfNoEntry: false })
  return stat === undefined ? null : `${stat.size} ${Math.floor(stat.mtimeMs / 1000)}`
}

function readInputs(folder: string): Inputs | null {
  try {
    return JSON.parse(readFileSync(resolve(folder, INPUTS), 'utf8'))
  } catch {
    return null
  }
}

/** @returns the address of the module that starts the service from the bundle; null when it was made of other sources, or not at all. */
export function findBundle(folder = BUNDLE): string | null {
  const inputs = readInputs(folder)
  if (inputs === null) return null
  const isFresh = Object.entries(inputs).every(([path, state]) => stateOf(path) === state)
  return isFresh ? pathToFileURL(resolve(folder, ENTRY)).href : null
}
