import { withReceiptEffect } from '../../../shopping/shopping-lists/receipt-effect.ts'
import { countReceived, lockReceivableLine } from '../../../shopping/shopping-lists/receivable-line.ts'
import { pieces, proposal } from '../proposing/proposal.ts'
import { addPieces, bringIn, demandWholePrice, receiptOf } from './bring-in.ts'
import { finishScan } from './finish-scan.ts'
import { numberToRemember } from './number-to-remember.ts'
import { type Act, address } from './outcome.ts'
import { refuseScan } from './refusals.ts'
import { withRememberedNumber } from './remembered-number-effect.ts'
import { bagFacts, bookedBefore, demandConfirmed, partOf, placeOf, quantityOf } from './scan-step.ts'

const LIES_NOWHERE = '; it lies nowhere, and this location is free'

/** Receives a bag, for a line of a shopping list when the order names one. */
export const receive: Act = async (step, tools) => {
  const { unit, order, known, warnings } = step
  const lineId = order.shoppingListLineId
  if (lineId === null) {
    warnings.push('It was received without a line of a shopping list')
    return bringIn(step, tools)
  }
  demandWholePrice(step)
  const { key, match } = partOf(step)
  const line = await lockReceivableLine(unit, lineId)
  if (line.part_key !== key) {
    throw refuseScan(
      'receive',
      `the bag is of part ${key}, and the line of list "${line.list_name}" is for ${line.part_key}`,
    )
  }
  const isOtherSeller = known.sellerIds.length > 0 && !known.sellerIds.includes(line.seller_id)
  demandConfirmed(step, [
    ...bookedBefore(step),
    ...(isOtherSeller ? [`The bag is of another seller than the line, which is ordered from ${line.seller_name}`] : []),
  ])
  const place = placeOf(step, match)
  const qty = quantityOf(step)
  const facts = bagFacts(step)
  const number = numberToRemember(step, key)
  const received = withReceiptEffect(step.operation, { listId: line.list_id, lineId, quantity: qty })
  const operation = withRememberedNumber(received, key, number)
  const { historyId } = await addPieces(step, tools, { key, place, qty, facts, operation })
  const receipts = [receiptOf(step, facts, { historyId, sellerId: line.seller_id })]
  const booked = await finishScan(
    step,
    { partKey: key, isBag: true, receipts, filled: { ...place, qty }, number },
    { as: 'received', values: [lineId, line.list_id, qty, tools.inventory.suggestionRule === 'same-type'] },
  )
  countReceived(unit, qty)
  const left = line.ordered - line.received - qty
  if (left < 0) warnings.push(`${pieces(-left)} more than were ordered on the list "${line.list_name}"`)
  if (left > 0) warnings.push(`${pieces(left)} of the line of list "${line.list_name}" are still to come`)
  const { next } = booked
  return {
    done: `Received ${pieces(qty)} of ${key} into ${address(place)} for the list "${line.list_name}"`,
    qty,
    place,
    difference: null,
    booked,
    next:
      next &&
      proposal(
        'receive',
        `It is still to come on the list "${line.list_name}"${next.is_free === true ? LIES_NOWHERE : ''}`,
        {
          part_key: next.part_key,
          box_no: next.box_no,
          loc_no: next.loc_no,
          qty: next.qty,
          shopping_list_line_id: next.line_id,
        },
      ),
  }
}
