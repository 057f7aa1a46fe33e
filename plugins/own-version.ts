import { existsSync, readFileSync } from 'node:fs'

/** Compiled files lie one folder deeper. */
const PLACES = ['../package.json', '../../package.json']

/** The version of this package, as its `package.json` names it; `unknown` where there is none. */
export function ownVersion(): string {
  const file = PLACES.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url))
  const found: unknown = file === undefined ? null : JSON.parse(readFileSync(file, 'utf8'))
  const isNamed = typeof found === 'object' && found !== null && 'version' in found
  return isNamed ? String(found.version) : 'unknown'
}
