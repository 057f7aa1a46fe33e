import { LRUCache } from 'lru-cache'
import type { SearchedPart } from '../../catalogue/search-rules/document/searched-part.ts'
import { type PartSayings, sayingsOf } from '../../catalogue/search-rules/matching/part-sayings.ts'

/**
 * What the parts say that were found lately. While somebody types, the same parts are found again at each letter, and to
 * read them costs more than to compare them. By their texts, so that nothing has to be forgotten when a part changes.
 */
const known = new LRUCache<string, PartSayings>({ maxSize: 60_000, sizeCalculation: ({ byToken }) => byToken.size + 1 })

function textsOf(part: SearchedPart): string {
  return JSON.stringify([
    part.manufacturer_code,
    part.series,
    part.description,
    part.tags,
    part.manufacturer,
    part.package,
    part.pin_count,
    part.pin_pitch,
    part.voltage_rating,
    part.input_voltage,
    part.output_voltage,
    part.mounting_type,
    part.dimensions,
  ])
}

/** All that a part says by itself, as `sayingsOf`. */
export function knownSayings(part: SearchedPart): PartSayings {
  const texts = textsOf(part)
  const found = known.get(texts)
  if (found) return found
  const sayings = sayingsOf(part)
  known.set(texts, sayings)
  return sayings
}
