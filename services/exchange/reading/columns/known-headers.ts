import { FIELDS, type Field } from './fields.ts'
import { foldHeader } from './fold-header.ts'
import { HEADER_NAMES } from './header-names.ts'

/** A header that is in the lists. */
export interface KnownHeader {
  field: Field
  /** Place in the field's list: a smaller one is more telling. */
  rank: number
  /** The number behind a header that stands several times: `MPN2`, `Supplier 2`. */
  twin: number | null
}

/** `Part` and `Comment` may be several fields; which one shows beside the others. */
const ALSO_KNOWN = new Set(['part', 'part id', 'id', 'pk'])
const TWIN = /^(.*?\D) ?(\d)$/
const TWINS: ReadonlySet<Field> = new Set(['mpn', 'seller', 'seller_number', 'alternate', 'manufacturer'])

const KNOWN = new Map<string, KnownHeader>()
for (const field of FIELDS) {
  for (const [rank, name] of (HEADER_NAMES[field] ?? []).entries()) {
    const folded = foldHeader(name).name
    if (!KNOWN.has(folded)) KNOWN.set(folded, { field, rank, twin: null })
  }
}

/** The field that a folded header names. @returns null when it is in no list. */
export function knownHeader(folded: string): KnownHeader | null {
  const known = KNOWN.get(folded)
  if (known) return known
  const [, base, digit] = TWIN.exec(folded) ?? []
  const twin = base === undefined ? undefined : KNOWN.get(base.trim())
  if (twin === undefined || !TWINS.has(twin.field)) return null
  return { ...twin, twin: Number(digit) }
}

/** How many cells of a row are headers that are known. */
export function countKnownHeaders(cells: readonly string[]): number {
  const names = new Set<string>()
  for (const cell of cells) {
    if (cell.length > 60 || cell.trim() === '') continue
    const { name } = foldHeader(cell.trim().replace(/^#(?=\p{L})/u, ''))
    if (knownHeader(name) !== null || ALSO_KNOWN.has(name)) names.add(name)
  }
  return names.size
}
