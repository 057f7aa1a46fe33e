import { INT4_MAX } from '../../../../plugins/int4.ts'
import { isPeer } from '../kinds.ts'
import { type ProblemList, shown } from '../problems.ts'
import type { Cells } from './cells.ts'
import { cleanText } from './clean-text.ts'
import type { PlacedQuantity, RowFields } from './fields-of-row.ts'
import { readPlace } from './place.ts'
import type { RowContext } from './row-context.ts'

/**
 * Reads where the pieces of a row lie: an address, or a path in another system.
 *
 * @param override what a person has given; it may be a list of addresses with quantities.
 */
export function readPlaces(
  cells: Cells,
  context: RowContext,
  fields: RowFields,
  problems: ProblemList,
  override: unknown,
): void {
  if (context.kind === 'bom' || context.kind === 'cart') return
  if (Array.isArray(override) && override.every(isPlaced)) {
    fields.place = override
    checkSum(override, fields.quantity, problems)
    return
  }
  if (typeof override === 'object' && override !== null) {
    problems.error(
      'PLACE_NOT_READABLE',
      'place',
      'place: each place of a list needs box_no, loc_no and qty, whole numbers from 1 on; one place alone is a text such as 7-12',
    )
    return
  }
  const text = placeText(cells, isPeer(context.kind))
  if (text === '') return
  const place = cleanText(text, 'place', problems)
  if (place === null) return
  if (readPlace(place, isPeer(context.kind)) === null) {
    problems.error(
      'PLACE_NOT_READABLE',
      'place',
      `place: ${shown(text)} is no place: write box and location, such as 7-12`,
    )
    return
  }
  fields.place = place
}

function placeText(cells: Cells, isPath: boolean): string {
  const box = cells.first('box_no')?.text.trim()
  const loc = cells.first('loc_no')?.text.trim()
  if (box !== undefined && loc !== undefined) return `${box}-${loc}`
  const texts = cells.all('place').map(({ text }) => text.trim())
  if (isPath) return texts.join('->')
  return texts[0] ?? box ?? ''
}

function isPlaced(value: unknown): value is PlacedQuantity {
  if (typeof value !== 'object' || value === null) return false
  return ['box_no', 'loc_no', 'qty'].every((name) => {
    const number: unknown = Reflect.get(value, name)
    return typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= INT4_MAX
  })
}

function checkSum(places: readonly PlacedQuantity[], quantity: number | undefined, problems: ProblemList): void {
  const sum = places.reduce((total, { qty }) => total + qty, 0)
  if (sum !== quantity) {
    problems.error(
      'PLACE_NOT_READABLE',
      'place',
      `place: the places hold ${sum} pieces, the row ${quantity ?? 0}: make them equal`,
    )
  }
}
