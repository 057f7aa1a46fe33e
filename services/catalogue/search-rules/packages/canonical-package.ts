import { beginningOf } from '../text/characters.ts'
import { CHIP_SIZES, FAMILIES, OTHER_SIZES, OUTLINE_FORM, OUTLINE_WITH_VARIANT, OUTLINES } from './package-data.ts'

/** A package as it is compared. */
export interface CanonicalPackage {
  /** One name for all spellings: `so-8`, `0603`, `to220`. */
  name: string
  /** The family of packages with different counts of pins or variants, else null. */
  family: string | null
}

const SIZES = new Map([
  ...CHIP_SIZES.flatMap(([imperial, metric]) => [
    [imperial, imperial] as const,
    [metric, imperial] as const,
    [`${metric.replace(/m$/, '')}m`, imperial] as const,
  ]),
  ...OTHER_SIZES.map((size) => [size, size] as const),
])
const OUTLINE_NAMES = new Map(
  OUTLINES.flatMap(([name = '', ...others]) => [name, ...others].map((other) => [other, name])),
)
const FAMILY_FORMS = FAMILIES.map(([name, spellings]) => ({
  name,
  pattern: new RegExp(`^(?:(?:${spellings})(?:-?(\\d{1,4}))?(?:-?e?p)?|(\\d{1,4})-?(?:${spellings}))$`),
}))
const LONGEST = 40

/** A folded name without signs; a hyphen between two digits stays, since TO-220-5 is not TO-2205. */
export function normalPackage(folded: string): string {
  return beginningOf(folded, LONGEST)
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$|(?<!\d)-|-(?!\d)/g, '')
}

/** Whether a folded word is the name of a size, which may also be a number. */
export function isSizeCode(folded: string): boolean {
  return SIZES.has(folded)
}

function outline(name: string): CanonicalPackage {
  return { name, family: OUTLINE_WITH_VARIANT.exec(name)?.[1] ?? null }
}

/** The package that a folded name is one of, by the lists. @returns null for a name that is on no list. */
export function knownPackage(folded: string): CanonicalPackage | null {
  if (folded.length > LONGEST) return null
  const name = normalPackage(folded)
  const fixed = SIZES.get(name) ?? OUTLINE_NAMES.get(name)
  if (fixed !== undefined) return outline(fixed)
  for (const family of FAMILY_FORMS) {
    const match = family.pattern.exec(name)
    const count = match && (match[1] ?? match[2])
    if (match) return { name: count ? `${family.name}-${Number(count)}` : family.name, family: family.name }
  }
  return OUTLINE_FORM.test(name) ? outline(name) : null
}

/** The package that a name means; one that is on no list is compared joined, whole. @returns null when it is empty. */
export function canonicalPackage(folded: string): CanonicalPackage | null {
  const known = knownPackage(folded)
  if (known) return known
  const name = normalPackage(folded)
  return name === '' ? null : { name, family: null }
}

/** The tokens of a package: its name, and its family, which a name without a number means. */
export function packageTokens({ name, family }: CanonicalPackage): string[] {
  return [...new Set([name, family ?? name])].map((each) => `k:${each}`)
}

/** The token that a query for a package looks for. */
export function packageToken({ name }: CanonicalPackage): string {
  return `k:${name}`
}
