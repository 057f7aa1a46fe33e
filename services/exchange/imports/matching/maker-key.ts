import { MAKERS } from '../../../catalogue/part-identity/maker-aliases.ts'
import { canonicalMaker } from '../../../catalogue/part-identity/maker-name.ts'

function compact(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

/** Names of makers without blanks and hyphens, and whose they are. */
const KNOWN = new Map(
  MAKERS.flatMap(([shown = '', ...others]) => [shown, ...others].map((name) => [compact(name), shown])),
)
const REMEMBERED = 5000
const keys = new Map<string, string | null>()

/**
 * A maker as it is compared: all its names are one, whatever case, hyphens and blanks they are written with.
 *
 * @returns null for a maker that is not known.
 */
export function makerKey(name: string | null): string | null {
  if (name === null) return null
  const known = keys.get(name)
  if (known !== undefined) return known
  const key = keyOf(name)
  // Files name few makers, and most of their rows the same ones.
  if (keys.size >= REMEMBERED) keys.clear()
  keys.set(name, key)
  return key
}

function keyOf(name: string): string | null {
  const canonical = canonicalMaker(name)
  if (canonical === null) return null
  return compact(KNOWN.get(compact(canonical)) ?? canonical)
}
