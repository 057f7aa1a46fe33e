import { isPeer } from '../../reading/kinds.ts'
import { readPlace } from '../../reading/values/place.ts'
import type { MatchedRow } from '../model.ts'
import type { ImportFacts } from './import-facts.ts'
import type { PlaceRules } from './place-finder.ts'

interface OfPart {
  addresses: Set<string>
  paths: Set<string>
}

/**
 * The places that the rows of a file name. What has none is put elsewhere, however its rows are ordered: put into a place that
 * another row names it would be counted twice by the next import of the file, which finds it there.
 */
export class NamedPlaces {
  /** `<box>-<location>`, of all parts. */
  readonly addresses: ReadonlySet<string>
  readonly #byPart: ReadonlyMap<string, OfPart>

  /** @param rows also those that are left out: the next import of the file may write them. */
  constructor(rows: readonly MatchedRow[], { kind }: Pick<ImportFacts, 'kind'>, map: PlaceRules['map']) {
    const mapped = new Map(map.map(({ path, box_no, loc_no }) => [path, `${box_no}-${loc_no}`]))
    const addressOf = (text: string) => {
      const read = readPlace(text, isPeer(kind))
      return mapped.get(text) ?? (read?.form === 'address' ? `${read.boxNo}-${read.locNo}` : null)
    }
    const addresses = new Set<string>()
    const seeking = new Set(rows.flatMap((row) => (isSeeking(row, addressOf) ? (keyOf(row) ?? []) : [])))
    const byPart = new Map<string, OfPart>()
    for (const row of rows) {
      const named = namedBy(row, addressOf)
      for (const address of named.addresses) addresses.add(address)
      const key = keyOf(row)
      if (key === null || !seeking.has(key)) continue
      const known = byPart.get(key) ?? { addresses: new Set(), paths: new Set() }
      byPart.set(key, known)
      for (const address of named.addresses) known.addresses.add(address)
      for (const path of named.paths) known.paths.add(path)
    }
    this.addresses = addresses
    this.#byPart = byPart
  }

  /** Whether a row names the location for the part with this key. */
  isAddressOf(key: string, address: string): boolean {
    return this.#byPart.get(key)?.addresses.has(address) ?? false
  }

  /** The paths that rows name for the part with this key. */
  pathsOf(key: string): Iterable<string> {
    return this.#byPart.get(key)?.paths ?? []
  }
}

function keyOf({ decision, match }: MatchedRow): string | null {
  if (decision === null || !('action' in decision)) return decision?.part_key ?? match.part_key
  return decision.action === 'create' ? null : match.part_key
}

/** Whether a place of a row has to be looked for. */
function isSeeking({ fields: { place, lots } }: MatchedRow, addressOf: (text: string) => string | null): boolean {
  if (Array.isArray(place)) return false
  const texts = lots === undefined ? [place] : lots.map((lot) => lot.place ?? place)
  return texts.some((text) => text === undefined || addressOf(text) === null)
}

function namedBy(
  { fields: { place, lots = [] } }: MatchedRow,
  addressOf: (text: string) => string | null,
): { addresses: string[]; paths: string[] } {
  if (Array.isArray(place)) {
    return { addresses: place.map(({ box_no, loc_no }) => `${box_no}-${loc_no}`), paths: [] }
  }
  const texts = [place, ...lots.map((lot) => lot.place)].flatMap((text) => text ?? [])
  return {
    addresses: texts.flatMap((text) => addressOf(text) ?? []),
    paths: texts.filter((text) => addressOf(text) === null),
  }
}
