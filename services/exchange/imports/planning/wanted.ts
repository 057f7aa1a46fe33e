import { isPeer } from '../../reading/kinds.ts'
import type { RowFields } from '../../reading/values/fields-of-row.ts'
import { readPlace } from '../../reading/values/place.ts'
import { listOptions, orderOptionsOf } from '../chosen-options.ts'
import type { MatchedRow } from '../model.ts'
import type { OrderOptions } from '../options.ts'
import type { ImportFacts } from './import-facts.ts'
import { rowSource } from './kinds/plan-list.ts'
import type { Wanted } from './present.ts'

/** What the rows of an import are about. @param place where rows without one go. */
export function wantedOf(
  facts: ImportFacts,
  rows: readonly MatchedRow[],
  { extra, place }: { extra: readonly string[]; place: OrderOptions['place'] },
): Wanted {
  const decided = rows.flatMap(({ decision, match }) => {
    const own = decision !== null && 'part_key' in decision ? decision.part_key : match.part_key
    return own === null ? [] : [own]
  })
  const numbers = rows.flatMap(({ fields }) =>
    (fields.seller_numbers ?? []).flatMap(({ seller, number }) => (seller === null ? [] : [{ seller, number }])),
  )
  return {
    importId: facts.id,
    partKeys: [...decided, ...extra],
    types: rows.flatMap(({ fields }) => fields.type ?? []),
    boxes: rows.flatMap(({ fields }) => placeTexts(fields)),
    places: placesOf(facts, rows, place),
    sellerNumbers: numbers,
    sources: bookedByRow(facts) ? rows.map(({ rowNo }) => rowSource(facts.sha256, rowNo)) : [],
    hasStock: facts.kind !== 'bom',
  }
}

/** Whether each row of a file is written once only: it adds to what is there. */
function bookedByRow({ kind, options }: ImportFacts): boolean {
  if (kind === 'bom' || kind === 'inventory') return false
  if (kind === 'order' || kind === 'cart') return orderOptionsOf(kind, options).target === 'list'
  return listOptions(options).stock === 'add'
}

/** The places that a row names. */
function placeTexts({ place, lots = [] }: RowFields): string[] {
  return [...(typeof place === 'string' ? [place] : []), ...lots.flatMap((lot) => lot.place ?? [])]
}

function placesOf(facts: ImportFacts, rows: readonly MatchedRow[], fallback: OrderOptions['place']): Wanted['places'] {
  const isList = facts.kind !== 'order' && facts.kind !== 'cart' && facts.kind !== 'bom'
  const map = isList ? listOptions(facts.options).place_map : []
  const mapped = map.map(({ box_no, loc_no }) => ({ boxNo: box_no, locNo: loc_no }))
  const own = rows.flatMap(({ fields }) => {
    const { place } = fields
    if (Array.isArray(place)) return place.map(({ box_no, loc_no }) => ({ boxNo: box_no, locNo: loc_no }))
    return placeTexts(fields).flatMap((text) => {
      const read = readPlace(text, isPeer(facts.kind))
      return read?.form === 'address' ? [{ boxNo: read.boxNo, locNo: read.locNo }] : []
    })
  })
  const all =
    typeof fallback === 'object' && fallback !== null ? [{ boxNo: fallback.box_no, locNo: fallback.loc_no }] : []
  return [...own, ...all, ...mapped].filter(({ boxNo, locNo }) => boxNo <= 2_147_483_647 && locNo <= 2_147_483_647)
}
