import { unitsOfPart } from '../../document/part-units.ts'
import type { SearchedPart } from '../../document/searched-part.ts'
import type { Unit } from '../../document/unit.ts'
import { between } from '../../text/characters.ts'
import { kindsMentioned } from '../../words/component-kind.ts'
import type { PartSayings } from '../part-sayings.ts'
import { type Excerpt, excerptsOf } from './excerpts.ts'
import type { Hint } from './hints.ts'
import { scannedText } from './scanned-text.ts'

/** Parts with less text are read as a whole. */
const READ_WHOLE = 2000
/** Words of two excerpts are so far apart that they are no neighbours. */
const APART = 100_000

/** What is read of the parts of a page, to explain why they are hits. */
export interface Reader {
  /** Reads a part with little text as a whole. */
  readWhole: (part: SearchedPart) => PartSayings
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

/** Which of some texts have what a hint describes. */
function hinted(texts: readonly string[], hints: readonly Hint[]): boolean[] {
  // Most hints describe none of them: to look through all of them at once is faster than one by one.
  const all = texts.join('\n')
  const useful = hints.filter((hint) => all.search(hint) >= 0)
  return texts.map((text) => useful.some((hint) => text.search(hint) >= 0))
}

/** Whether a part has so little text that all of it is read. */
export function isReadWhole(part: SearchedPart): boolean {
  return lengthOf(part) <= READ_WHOLE
}

/**
 * What a part with much text says where the terms of a query may match: pieces of its description and some of its tags. To
 * read a text costs far more than to look for places in it.
 */
export function unitsAbout(part: SearchedPart, reader: Reader): readonly Unit[] {
  const hints = reader.hints()
  const { description, tags } = part
  const looked = between(description, Math.max(Math.min(description.length, reader.left), LEAST_SCANNED))
  reader.left -= looked
  const scanned = scannedText(description.slice(0, looked))
  const tagTexts = (tags ?? []).map((tag) => scannedText(tag).text)
  const kinds = kindsMentioned([scanned.text, ...tagTexts].join(' '))
  // A tag keeps its place, since answers name it.
  const areHinted = hinted(tagTexts, hints)
  const readTags = tags?.map((tag, place) => (areHinted[place] ? tag : '')) ?? null
  return [
    ...unitsOfPart({ ...part, description: '', tags: readTags }, kinds).filter(({ end }) => end > 0),
    ...excerptsOf(description, scanned, hints).flatMap((excerpt, place) => unitsOfExcerpt(part, excerpt, place, kinds)),
  ]
}
