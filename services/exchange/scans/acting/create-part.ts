import { visibleName } from '../../../../plugins/validation/visible-name.ts'
import type { PartFields, PartService } from '../../../catalogue/parts/part-service.ts'
import { type CodeMatch, likelyMatches } from '../matching/matches.ts'
import { nameOf, namesOf } from '../matching/part-in-words.ts'
import { bringIn } from './bring-in.ts'
import { scannedPart } from './created-part-effect.ts'
import { STATE_OF_PART } from './made-part-statements.ts'
import { numberToRemember } from './number-to-remember.ts'
import type { Act } from './outcome.ts'
import { refuseScan } from './refusals.ts'
import { bookedBefore, demandConfirmed, placeOf, quantityOf } from './scan-step.ts'

const LONGEST_NUMBER = 100

/** Makes a part of a code, and puts the pieces of its bag into a location. */
export function createPart(parts: Pick<PartService, 'create'>): Act {
  return async (step, tools) => {
    const { order, known } = step
    if (order.create === null) throw refuseScan('create', 'the request does not describe it: send create')
    if (order.partKey !== null) throw refuseScan('create', 'a new part gets its key by itself: leave out part_key')
    // Refused before a key is drawn.
    placeOf(step, null)
    quantityOf(step)
    demandConfirmed(step, [...thereAlready(likelyMatches(known.matches)), ...bookedBefore(step)])
    const { id, key } = await parts.create(withNumber(order.create, known.reading.partNumber))
    const [made] = await step.unit.query(STATE_OF_PART, [id])
    if (made === undefined) throw new Error('the part was not made')
    // What is to be said about the number is said when it is stored.
    const number = numberToRemember({ ...step, warnings: [] }, key)
    const effect = scannedPart({ id, key, state: made.state }, number)
    return bringIn({ ...step, operation: { ...step.operation, effect } }, tools, key)
  }
}

/** That the code is of parts that there are. */
function thereAlready(parts: readonly CodeMatch[]): string[] {
  const [part, ...others] = parts
  if (part === undefined) return []
  return others.length === 0
    ? [`The code is of part ${nameOf(part)}, which there is already`]
    : [`The code may be of the parts ${namesOf(parts)}, which there are already`]
}

/** The maker's number is that of the code, unless the order says another one, or none. */
function withNumber<Fields extends PartFields>(fields: Fields, number: string | null): Fields {
  if (fields.manufacturerCode !== undefined || number === null || number.length > LONGEST_NUMBER) return fields
  return { ...fields, manufacturerCode: visibleName(number).trim() || null }
}
