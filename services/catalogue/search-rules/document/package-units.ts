import { type CanonicalPackage, canonicalPackage, packageTokens } from '../packages/canonical-package.ts'
import { packagesIn } from '../packages/read-packages.ts'
import { pinsIn, pinsToken } from '../packages/read-pins.ts'
import { cleanText, foldCase } from '../text/fold.ts'
import { originalRange } from '../text/mapped-text.ts'
import type { FieldText } from './searched-part.ts'
import type { Unit } from './unit.ts'

function unitsFor(field: string, body: CanonicalPackage, [start, end]: readonly [number, number]): Unit[] {
  return packageTokens(body).map((token) => ({ token, field, fieldClass: 0, position: 0, start, end }))
}

/** The packages that a text names. */
export function packageUnits({ field, text }: FieldText): Unit[] {
  const clean = cleanText(text)
  return packagesIn(clean.text).flatMap(({ package: body, start, end }) =>
    unitsFor(field, body, originalRange(clean, start, end)),
  )
}

/** What the field for the package says: the packages that it names, else the name as a whole. */
export function ownPackageUnits(text: FieldText): Unit[] {
  const whole = canonicalPackage(foldCase(cleanText(text.text).text))
  const wholeUnits = whole ? unitsFor(text.field, whole, [0, text.text.length]) : []
  const tokens = new Set(wholeUnits.map(({ token }) => token))
  return [...wholeUnits, ...packageUnits(text).filter(({ token }) => !tokens.has(token))]
}

/** The counts of pins that a text gives. */
export function pinUnits({ field, text }: FieldText): Unit[] {
  const clean = cleanText(text)
  return pinsIn(clean.text).map(({ count, start, end }) => {
    const [from, to] = originalRange(clean, start, end)
    return { token: pinsToken(count), field, fieldClass: 0, position: 0, start: from, end: to }
  })
}
