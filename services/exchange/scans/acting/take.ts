import { pieces } from '../proposing/proposal.ts'
import { finishScan } from './finish-scan.ts'
import { type Act, address } from './outcome.ts'
import { bagFacts, demandConfirmed, partOf, placeOf, quantityOf, warnNotRemembered } from './scan-step.ts'

/** Takes pieces out of a location. */
export const take: Act = async (step, { inventory }) => {
  const { key, match } = partOf(step)
  demandConfirmed(step, [])
  warnNotRemembered(step)
  const place = placeOf(step, match)
  const qty = quantityOf(step)
  const { lot, dateCode } = bagFacts(step)
  await inventory.remove(key, place, qty, { operation: step.operation, lot, dateCode })
  const booked = await finishScan(step, { partKey: key, isBag: false, receipts: [], number: null })
  return {
    done: `Took ${pieces(qty)} of ${key} out of ${address(place)}`,
    qty,
    place,
    difference: null,
    booked,
    next: null,
  }
}
