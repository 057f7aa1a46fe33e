import { visibleName } from '../../../../plugins/validation/visible-name.ts'
import { withReceiptEffect } from '../../../shopping/shopping-lists/receipt-effect.ts'
import {
  countReceived,
  lockLineOfOrder,
  lockReceivableLine,
  type ReceivableLine,
} from '../../../shopping/shopping-lists/receivable-line.ts'
import { pieces, proposal } from '../proposing/proposal.ts'
import { otherNumbersOf } from '../reading/other-numbers.ts'
import { addPieces, bringIn, demandWholePrice, receiptOf } from './bring-in.ts'
import { finishScan } from './finish-scan.ts'
import { numberToRemember } from './number-to-remember.ts'
import { type Act, type ActionTools, address, type Outcome } from './outcome.ts'
import { refuseScan } from './refusals.ts'
import { withRememberedNumber } from './remembered-number-effect.ts'
import { bagFacts, bookedBefore, demandConfirmed, partOf, placeOf, quantityOf, type ScanStep } from './scan-step.ts'

const LIES_NOWHERE = '; it lies nowhere, and this location is free'

/** Puts a bag away; for the line of a shopping list that its order has put there, when that waits for it. */
export const putAway: Act = async (step, tools) => {
  demandWholePrice(step)
  const line = await lineOfOrder(step)
  return line === null ? bringIn(step, tools) : receiveFor(line, step, tools)
}

/** Receives a bag, for a line of a shopping list when the request names one, or the order of the bag has put it there. */
export const receive: Act = async (step, tools) => {
  const lineId = step.order.shoppingListLineId
  demandWholePrice(step)
  const line = lineId === null ? await lineOfOrder(step) : await lockReceivableLine(step.unit, lineId)
  if (line !== null) return receiveFor(line, step, tools)
  step.warnings.push('It was received without a line of a shopping list')
  return bringIn(step, tools)
}

async function lineOfOrder(step: ScanStep): Promise<ReceivableLine | null> {
  const { unit, order, known } = step
  const orderNumber = visibleName(order.orderNumber ?? known.reading.orderNumber ?? '').trim()
  if (orderNumber === '' || known.sellerIds.length === 0) return null
  const orderNumbers = [orderNumber, ...otherNumbersOf(known.reading, orderNumber)]
  return lockLineOfOrder(unit, { partKey: partOf(step).key, sellerIds: known.sellerIds, orderNumbers })
}

async function receiveFor(line: ReceivableLine, step: ScanStep, tools: ActionTools): Promise<Outcome> {
  const { unit, order, known, warnings } = step
  const { key, match } = partOf(step)
  if (line.part_key !== key) {
    throw refuseScan(
      'receive',
      `the bag is of part ${key}, and the line of list "${line.list_name}" is for ${line.part_key}`,
    )
  }
  const place = placeOf(step, match)
  const qty = quantityOf(step)
  const isOtherSeller = known.sellerIds.length > 0 && !known.sellerIds.includes(line.seller_id)
  demandConfirmed(step, [
    ...bookedBefore(step),
    ...(isOtherSeller ? [`The bag is of another seller than the line, which is ordered from ${line.seller_name}`] : []),
  ])
  const facts = bagFacts(step)
  const number = numberToRemember(step, key)
  const why = { ...step.operation, reason: 'receive' as const }
  const received = withReceiptEffect(why, {
    listId: line.list_id,
    lineId: line.id,
    quantity: qty,
    by: 'scan',
  })
  const operation = withRememberedNumber(received, key, number)
  const { historyId } = await addPieces(step, tools, { key, place, qty, facts, operation, isReceipt: true })
  const orderNumber = facts.orderNumber ?? line.order_number
  const receipts = [receiptOf(step, { ...facts, orderNumber }, { historyId, sellerId: line.seller_id })]
  const left = line.ordered - line.received - qty
  const booked = await finishScan(
    step,
    {
      partKey: key,
      isBag: true,
      receipts,
      filled: { ...place, qty },
      line: { id: line.id, by: 'scan', isWithin: left >= 0 },
      number,
    },
    { as: 'received', values: [line.id, line.list_id, qty, tools.inventory.suggestionRule === 'same-type'] },
  )
  countReceived(unit, qty)
  if (left < 0) warnings.push(`${pieces(-left)} more than were ordered on the list "${line.list_name}"`)
  if (left > 0) warnings.push(`${pieces(left)} of the line of list "${line.list_name}" are still to come`)
  const { next } = booked
  const verb = order.action === 'receive' ? 'Received' : 'Put'
  return {
    done: `${verb} ${pieces(qty)} of ${key} into ${address(place)} for the list "${line.list_name}"`,
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
