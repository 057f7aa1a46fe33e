import { LRUCache } from 'lru-cache'
import { unitsOfPart } from '../../catalogue/search-rules/document/part-units.ts'
import type { SearchedPart } from '../../catalogue/search-rules/document/searched-part.ts'
import type { Unit } from '../../catalogue/search-rules/document/unit.ts'

/**
 * What the parts say that were found lately. While somebody types, the same parts are found again at each letter, and to
 * read them costs more than to compare them. By their texts, so that nothing has to be forgotten when a part changes.
 */
const known = new LRUCache<string, readonly Unit[]>({ maxSize: 60_000, sizeCalculation: ({ length }) => length + 1 })

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

/** All that a part says by itself, as `unitsOfPart`. */
export function knownUnitsOf(part: SearchedPart): readonly Unit[] {
  const texts = textsOf(part)
  const found = known.get(texts)
  if (found) return found
  const units = unitsOfPart(part)
  known.set(texts, units)
  return units
}
