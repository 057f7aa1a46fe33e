import { MAKERS } from '../../part-identity/maker-aliases.ts'
import { canonicalMaker } from '../../part-identity/maker-name.ts'
import { foldName } from '../text/fold.ts'

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

/** Names of makers are also known with the two letters that stand for an umlaut. */
function withoutUmlauts(name: string): string {
  return name.toLowerCase().replaceAll(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? letter)
}

const KNOWN = new Map(
  MAKERS.flatMap(([shown = '', ...others]) =>
    [shown, ...others].flatMap((name) =>
      [name, withoutUmlauts(name)].map((spelling) => [foldName(spelling), foldName(shown)] as const),
    ),
  ),
)

const SHOWN = new Map(MAKERS.map(([shown = '']) => [foldName(shown), shown]))

/** The name of a maker as it is shown. @param key as `knownMaker` gives it. */
export function shownMaker(key: string): string {
  return SHOWN.get(key) ?? key
}

/** The most words that a known name has. */
export const LONGEST_MAKER = Math.max(...[...KNOWN.keys()].map((name) => name.split(' ').length))

/** The token of a maker. */
export function makerToken(key: string): string {
  return `m:${key}`
}

/** The maker that a whole name is one of the known names of. @returns null for every other text. */
export function knownMaker(name: string): string | null {
  return KNOWN.get(foldName(name)) ?? null
}

/** The names that a part's maker is found by: the canonical one first, then the name as the part has it. */
export function makerKeys(name: string): string[] {
  const canonical = canonicalMaker(name)
  const key = knownMaker(name) ?? (canonical === null ? null : (knownMaker(canonical) ?? foldName(canonical)))
  return [...new Set([key ?? '', foldName(name)])].filter((each) => each !== '')
}
