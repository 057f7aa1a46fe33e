import { quoteLexeme } from '../../../catalogue/search-documents/stored-document.ts'
import { canonicalPackage, packageToken } from '../../../catalogue/search-rules/packages/canonical-package.ts'
import { cleanText, fold } from '../../../catalogue/search-rules/text/fold.ts'
import type { Quantity } from '../../../catalogue/search-rules/values/quantity.ts'
import { roundValue } from '../../../catalogue/search-rules/values/quantity.ts'
import { valuesIn } from '../../../catalogue/search-rules/values/read-values.ts'
import type { RowFields } from '../../reading/values/fields-of-row.ts'

/** What a passive component is by, and the package that it is in. */
export interface MainValue {
  quantity: Quantity
  amount: number
  /** A query for the package, as PostgreSQL reads it. */
  packageQuery: string
}

const MAIN: readonly Quantity[] = ['resistance', 'capacitance', 'inductance', 'frequency']
const BY_LETTER: Readonly<Record<string, Quantity>> = {
  R: 'resistance',
  C: 'capacitance',
  L: 'inductance',
  Y: 'frequency',
  X: 'frequency',
}

/** The value and package that a row without a part number names. @returns null when it names not both. */
export function mainValue({ value, package: size, designators, mpn }: RowFields): MainValue | null {
  if (mpn !== undefined || value === undefined || size === undefined) return null
  const known = canonicalPackage(fold(size))
  if (known === null) return null
  const expected = BY_LETTER[/^[A-Za-z]+/.exec(designators?.[0] ?? '')?.[0]?.toUpperCase() ?? '']
  const [first] = valuesIn(cleanText(value).text, { isQuery: true })
  const candidates = (first?.values ?? []).filter(({ quantity, low, high }) => MAIN.includes(quantity) && low === high)
  const chosen = candidates.find(({ quantity }) => quantity === expected) ?? candidates[0]
  if (chosen === undefined || (expected !== undefined && chosen.quantity !== expected)) return null
  return {
    quantity: chosen.quantity,
    amount: roundValue(chosen.low),
    packageQuery: quoteLexeme(packageToken(known)),
  }
}

/** Voltages and tolerances that a text states. */
export function ratingsOf(text: string): Map<Quantity, number> {
  const ratings = new Map<Quantity, number>()
  for (const { values } of valuesIn(cleanText(text).text, { isQuery: false })) {
    for (const { quantity, high } of values) {
      if ((quantity === 'voltage' || quantity === 'tolerance') && !ratings.has(quantity)) ratings.set(quantity, high)
    }
  }
  return ratings
}
