import type { PartService } from '../../../catalogue/parts/part-service.ts'
import { sureMatch } from '../matching/matches.ts'
import { nameOf } from '../matching/part-in-words.ts'
import { bringIn } from './bring-in.ts'
import { scannedPart } from './created-part-effect.ts'
import type { Act } from './outcome.ts'
import { refuseScan } from './refusals.ts'
import { bookedBefore, demandConfirmed, placeOf, quantityOf } from './scan-step.ts'

/** Makes a part of a code, and puts the pieces of its bag into a location. */
export function createPart(parts: Pick<PartService, 'create'>): Act {
  return async (step, tools) => {
    const { order, known } = step
    if (order.create === null) throw refuseScan('create', 'the request does not describe it: send create')
    if (order.partKey !== null) throw refuseScan('create', 'a new part gets its key by itself: leave out part_key')
    // Refused before a key is drawn.
    placeOf(step, null)
    quantityOf(step)
    const sure = sureMatch(known.matches)
    const known_as = sure === null ? [] : [`The code is of part ${nameOf(sure)}, which there is already`]
    demandConfirmed(step, [...known_as, ...bookedBefore(step)])
    const { id, key } = await parts.create(order.create)
    return bringIn({ ...step, operation: { ...step.operation, effect: scannedPart(id, key) } }, tools, key)
  }
}
