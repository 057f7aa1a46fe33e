import { unitsOfPart } from '../../document/part-units.ts'
import type { SearchedPart } from '../../document/searched-part.ts'
import type { Unit } from '../../document/unit.ts'
import { kindsMentioned } from '../../words/component-kind.ts'
import { between, type Excerpt, excerptsOf } from './excerpts.ts'
import type { Hint } from './hints.ts'
import { scannedText } from './scanned-text.ts'

/** Parts with less text are read as a whole. */
const READ_WHOLE = 2000
/** Words of two excerpts are so far apart that they are no neighbours. */
const APART = 100_000

/** What is read of the parts of a page, to explain why they are hits. */
export interface Reader {
  /** Reads a part with little text as a whole. */
  readWhole: (part: SearchedPart) => readonly Unit[]
  /** Made only where a text is long. */
  hints: () => readonly Hint[]
  /** Letters of long texts that may still be looked through for the page. */
  left: number
}

/** Of a long text at least so much is looked through. */
const LEAST_SCANNED = 4000

function lengthOf({ description, tags }: SearchedPart): number {
  return description.length + (tags ?? []).reduce((sum, tag) => sum + tag.length, 0)
}

function unitsOfExcerpt(part: SearchedPart, { text, offset, from, to }: Excerpt, place: number, kinds: Kinds): Unit[] {
  const units = unitsOfPart({ ...nothing(part.key), description: text }, kinds)
  return units
    .filter(({ start, end }) => start >= from && end <= to)
    .map((unit) => ({
      ...unit,
      start: unit.start + offset,
      end: unit.end + offset,
      position: unit.position === 0 ? 0 : unit.position + (place + 1) * APART,
      ...(unit.number && {
        number: {
          ...unit.number,
          places: unit.number.places.map(([start, end]) => [start + offset, end + offset] as const),
        },
      }),
    }))
}

type Kinds = ReturnType<typeof kindsMentioned>

function nothing(key: string): SearchedPart {
  return {
    key,
    manufacturer_code: null,
    series: null,
    description: '',
    tags: null,
    manufacturer: null,
    package: null,
    pin_count: null,
    pin_pitch: null,
    voltage_rating: null,
    input_voltage: null,
    output_voltage: null,
    mounting_type: null,
    dimensions: null,
  }
}

function isHinted(text: string, hints: readonly Hint[]): boolean {
  return hints.some((hint) => text.search(hint) >= 0)
}

/**
 * What a part says where the terms of a query may match: all of a part with little text, else pieces of its
 * description and some of its tags. To read a text costs far more than to look for places in it.
 */
export function unitsAbout(part: SearchedPart, reader: Reader): readonly Unit[] {
  if (lengthOf(part) <= READ_WHOLE) return reader.readWhole(part)
  const hints = reader.hints()
  const { description, tags } = part
  const looked = between(description, Math.max(Math.min(description.length, reader.left), LEAST_SCANNED))
  reader.left -= looked
  const scanned = scannedText(description.slice(0, looked))
  const tagTexts = (tags ?? []).map((tag) => scannedText(tag).text)
  const kinds = kindsMentioned([scanned.text, ...tagTexts].join(' '))
  // A tag keeps its place, since answers name it.
  const hinted = tags?.map((tag, place) => (isHinted(tagTexts[place] ?? '', hints) ? tag : '')) ?? null
  return [
    ...unitsOfPart({ ...part, description: '', tags: hinted }, kinds).filter(({ end }) => end > 0),
    ...excerptsOf(description, scanned, hints).flatMap((excerpt, place) => unitsOfExcerpt(part, excerpt, place, kinds)),
  ]
}
