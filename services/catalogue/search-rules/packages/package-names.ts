import { cleanText, foldCase } from '../text/fold.ts'
import { canonicalPackage } from './canonical-package.ts'
import { packagesIn } from './read-packages.ts'

/** The canonical names of the packages that a text names: `so-8` for SOIC-8, `0603` for 1608. */
export function packageNamesIn(text: string): Set<string> {
  return new Set(packagesIn(cleanText(text).text).map((read) => read.package.name))
}

/** The canonical names of what the field for the package of a part says; one that is on no list is itself, joined. */
export function packageNamesOf(field: string): Set<string> {
  const whole = canonicalPackage(foldCase(cleanText(field).text))
  return new Set([...(whole ? [whole.name] : []), ...packageNamesIn(field)])
}
