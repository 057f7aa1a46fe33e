import { pieces } from '../proposing/proposal.ts'
import { finishScan } from './finish-scan.ts'
import { numberToRemember } from './number-to-remember.ts'
import { type Act, address } from './outcome.ts'
import { withRememberedNumber } from './remembered-number-effect.ts'
import { bagFacts, demandConfirmed, partOf, placeOf, quantityOf } from './scan-step.ts'

/** Takes pieces out of a location. */
export const take: Act = async (step, { inventory }) => {
  const { key, match } = partOf(step)
  const place = placeOf(step, match)
  const qty = quantityOf(step)
  demandConfirmed(step, [])
  const { lot, dateCode } = bagFacts(step)
  const number = numberToRemember(step, key)
  const operation = withRememberedNumber(step.operation, key, number)
  await inventory.remove(key, place, qty, { operation, lot, dateCode })
  const booked = await finishScan(step, { partKey: key, isBag: false, receipts: [], number })
  return {
    done: `Took ${pieces(qty)} of ${key} out of ${address(place)}`,
    qty,
    place,
    difference: null,
    booked,
    next: null,
  }
}
