import type { Dice } from './dice.ts'
import type { PartDraft } from './part-family.ts'

const PROJECTS = [
  'bench-supply',
  'synth',
  'robot-arm',
  'weather-station',
  'ham-radio',
  'guitar-pedal',
  'led-wall',
  'bike-light',
  'greenhouse',
  '3d-printer',
  'drone',
  'amplifier',
  'lab',
  'teaching',
  'prototype',
  'repair',
  'production',
  'rev-b',
  'obsolete',
  'salvaged',
  'do-not-use',
  'check-stock',
] as const

const NOTES = [
  'From the assortment box.',
  'Bought for the spring workshop.',
  'Left over from the first batch of boards.',
  'Salvaged from an old printer, tested with the component tester.',
  'Do not use above 70 °C.',
  'Leads are short, fits only from the top side.',
  'Marking on the case differs from the data sheet.',
  'Same footprint as the part it replaces, pins 2 and 3 are swapped.',
  'Moisture sensitive: keep the bag closed, bake before reflow.',
  'Supplier substituted this for what we ordered.',
  'Check the polarity mark before soldering.',
  'Half of the reel went to the robotics group.',
  'Minimum order quantity is 100, share with the lab next door.',
  'The clone from the market works as well but runs hotter.',
  'Last time buy in 2023, find a replacement.',
] as const

const SPECIFICATION = [
  'Absolute maximum ratings apply at 25 °C unless otherwise noted.',
  'Derate linearly above 85 °C to zero at 155 °C.',
  'Operating temperature -40 °C to +125 °C.',
  'Storage temperature -55 °C to +150 °C.',
  'Complies with RoHS and is halogen free.',
  'Qualified to AEC-Q200.',
  'Recommended land pattern as in IPC-7351, nominal density.',
  'Reflow profile according to J-STD-020, three cycles at most.',
  'Insulation resistance 10 GΩ at 500 V DC.',
  'Leakage current below 100 nA over the whole range.',
  'Thermal resistance junction to ambient 62 K/W on a two-layer board.',
  'Place the decoupling capacitor within 2 mm of the supply pin.',
  'Packed on 7 inch reels, 4 mm pitch, 3000 or 5000 pieces.',
  'Shelf life 24 months from the date code in the original bag.',
  'The exposed pad must be connected to ground with at least five vias.',
] as const

const TYPICAL_TAGS = 2

function sentences(dice: Dice, count: number, from: readonly string[]): string {
  return Array.from({ length: count }, () => dice.of(from)).join(' ')
}

/** The text below a part's name: mostly none, sometimes a remark or a paragraph, rarely a pasted data sheet. */
function writeNote(dice: Dice): string {
  const roll = dice.between(1, 1000)
  if (roll <= 780) return ''
  if (roll <= 930) return `. ${dice.of(NOTES)}`
  if (roll <= 990)
    return `\n\n${sentences(dice, dice.between(2, 5), NOTES)}\n${sentences(dice, dice.between(3, 8), SPECIFICATION)}`
  return `\n\n${Array.from({ length: dice.between(6, 40) }, () => `- ${sentences(dice, dice.between(1, 4), SPECIFICATION)}`).join('\n')}`
}

/** A record as users enter it: fields are often empty, tags are few, and some records have a note. */
export function recordAsPeopleDo(draft: PartDraft, dice: Dice): PartDraft {
  const { number, maker, package: package_, pins, pitch, rating, input, output, mounting, series, dimensions } = draft
  const keep = <T>(value: T | undefined, share: number): T | undefined => (dice.percent(share) ? value : undefined)
  const kept = {
    number: keep(number, 86),
    maker: keep(maker, 82),
    package: keep(package_, 85),
    pins: keep(pins, 60),
    pitch: keep(pitch, 45),
    rating: keep(rating, 65),
    input: keep(input, 80),
    output: keep(output, 85),
    mounting: keep(mounting, 75),
    series: keep(series, 50),
    dimensions: keep(dimensions, 40),
  }
  const tags = draft.tags.slice(0, dice.between(0, TYPICAL_TAGS + 1))
  if (dice.percent(25)) tags.push(dice.of(PROJECTS))
  return {
    type: draft.type,
    description: draft.description + writeNote(dice),
    tags: [...new Set(tags)],
    drawing: draft.drawing,
    ...Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)),
  }
}
