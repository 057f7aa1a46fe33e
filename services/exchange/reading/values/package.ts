import { LRUCache } from 'lru-cache'
import { knownPackage } from '../../../catalogue/search-rules/packages/canonical-package.ts'
import { fold } from '../../../catalogue/search-rules/text/fold.ts'

/** A file names few packages, and each of them often. */
const NAMES = new LRUCache<string, string>({ max: 500 })
const LIBRARY = /^[^:]*:/
const CHIP = /^(?:c|r|l|d|f|fb|fuse|led|cp|res|cap|ind)[_-]?(\d{4}|\d{5})(?!\d)/i
const AXIAL = /\b(?:r_axial_)?(din\d{4})/i
const PADS = /_(?:pad|handsolder|metric|l\d|w\d|p\d|d\d).*$/i
const SYSTEM = /\s*\((?:imperial|metric|inch|zoll)\)$/i

/** The name of a package without library, pads and the letter of the kind of part: `C_0603_1608Metric` is `0603`. */
export function readPackage(text: string): string {
  const known = NAMES.get(text)
  if (known !== undefined) return known
  const name = bareName(text)
  NAMES.set(text, name)
  return name
}

function bareName(text: string): string {
  const name = text.trim().replace(LIBRARY, '').replace(SYSTEM, '').trim()
  const chip = CHIP.exec(name)?.[1]
  if (chip !== undefined) return chip
  const axial = AXIAL.exec(name)?.[1]
  if (axial !== undefined) return axial.toUpperCase()
  const short = name.replace(PADS, '')
  return short !== name && short !== '' && knownPackage(fold(short)) !== null ? short : name
}
