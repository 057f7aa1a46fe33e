import type { RowOf } from '../../../../plugins/database/statement.ts'
import { DomainError, recordNotFound } from '../../../../plugins/errors/domain-error.ts'
import { withLineEffect } from '../../../kits/pick-lists/line-effect.ts'
import { PICK_LIST_LINE_PICKED_TOTAL } from '../../../kits/pick-lists/line-metrics.ts'
import { LOCK_LINE_TO_PICK } from '../../../kits/pick-lists/pick-statements.ts'
import { takePieces } from '../../../kits/pick-lists/take-pieces.ts'
import type { Operation } from '../../../stock/operations/operation.ts'
import { recordOperation } from '../../../stock/operations/record-operation.ts'
import { sureMatch } from '../matching/matches.ts'
import { describe, nameOf } from '../matching/part-in-words.ts'
import { pieces, proposal } from '../proposing/proposal.ts'
import { finishScan } from './finish-scan.ts'
import { numberToRemember } from './number-to-remember.ts'
import { type Act, address } from './outcome.ts'
import { refuseScan } from './refusals.ts'
import { withRememberedNumber } from './remembered-number-effect.ts'
import { bagFacts, demandConfirmed, labelInWords, partOf, placeOf, type ScanStep } from './scan-step.ts'

const LONGEST_NOTE = 500

type Line = RowOf<typeof LOCK_LINE_TO_PICK>

/** Takes the pieces of a line of a pick list; the last line completes the list. */
export const pick: Act = async (step, { inventory }) => {
  const { unit, order } = step
  if (order.pickListLineId === null) throw refuseScan('pick', 'the request does not name it: send pick_list_line_id')
  // The label of a location stands for what the line takes out of it.
  const label = order.partKey === null ? step.known.reading.own : null
  const isOfPart = label === null || label.kind === 'own_part'
  const [line] = await unit.query(LOCK_LINE_TO_PICK, [order.pickListLineId])
  if (!line) throw recordNotFound('Pick list line', order.pickListLineId)
  const named = isOfPart ? partOf(step) : null
  if (!isOfPart && label.kind !== 'own_location') {
    const wanted = describe(line.partKey, line.partDescription)
    throw refuseScan('pick', `${labelInWords(label)}, and the line takes ${wanted} from ${address(line)}`)
  }
  const { key, match } = named ?? { key: line.partKey, match: null }
  demandRightPart(step, key, line)
  if (line.status === 'completed') throw refuseScan('pick', 'it is completed already')
  const isSubstitute = key !== line.partKey
  if (!isSubstitute) demandRightPlace(step, line)
  if (order.qty !== null && order.qty !== line.quantity) {
    throw refuseScan('pick', `it takes ${pieces(line.quantity)}, not ${order.qty}; change its quantity first`)
  }
  const place = isSubstitute ? placeOf(step, match) : { boxNo: line.boxNo, locNo: line.locNo }
  demandConfirmed(step, isSubstitute ? [`${key} stands in for ${describe(line.partKey, line.partDescription)}`] : [])
  const ofLine = withLineEffect(noted(step.operation, isSubstitute ? `${key} in place of ${line.partKey}` : null), {
    listId: line.listId,
    line,
    action: 'pick',
  })
  const number = numberToRemember(step, key)
  const operation = withRememberedNumber(ofLine, key, number)
  const { lot, dateCode } = bagFacts(step)
  const taken = { ...place, partKey: key, quantity: line.quantity }
  const change = line.quantity > 0 ? await takePieces(unit, inventory, taken, operation, { lot, dateCode }) : null
  if (change === null) await recordOperation(unit, operation)
  const booked = await finishScan(
    step,
    { partKey: key, isBag: false, receipts: [], number },
    { as: 'picked', values: [line.id, line.listId, change?.historyId ?? null] },
  )
  if (change !== null) unit.afterCommit(() => PICK_LIST_LINE_PICKED_TOTAL.inc())
  const { next } = booked
  return {
    done: `Picked ${pieces(line.quantity)} of ${key} from ${address(place)} for pick list ${line.listId}`,
    qty: line.quantity,
    place,
    difference: null,
    booked,
    next:
      next &&
      proposal('pick', 'It is the next line of the pick list', {
        part_key: next.part_key,
        box_no: next.box_no,
        loc_no: next.loc_no,
        qty: next.qty,
        pick_list_line_id: next.line_id,
      }),
  }
}

/** What the code says counts more than what the request says. @throws DomainError 409 for another part; it names both. */
function demandRightPart({ known }: ScanStep, key: string, line: Line): void {
  const scanned = sureMatch(known.matches)
  const allowed = [line.partKey, ...line.substitutes.map((substitute) => substitute.key)]
  const wrong = [scanned?.key, key].find((each) => each !== undefined && !allowed.includes(each))
  if (wrong === undefined) return
  const what = scanned?.key === wrong ? `the code is of part ${nameOf(scanned)}` : `part ${wrong} was named`
  const wanted = describe(line.partKey, line.partDescription)
  const refusal = refuseScan('pick', `${what}, and the line takes ${wanted}`)
  throw new DomainError(refusal.statusCode, refusal.code, refusal.message, refusal.hint, {
    scanned: wrong,
    expected: line.partKey,
  })
}

/** A slot that was scanned or named and is not that of the line holds other pieces. @throws DomainError 409; it names both. */
function demandRightPlace({ order, known }: ScanStep, line: Line): void {
  const label = known.reading.own
  const scanned = label?.kind === 'own_location' ? { boxNo: label.boxNo, locNo: label.locNo } : null
  const named = order.boxNo !== null && order.locNo !== null ? { boxNo: order.boxNo, locNo: order.locNo } : null
  const wrong = [scanned, named].find(
    (place) => place !== null && (place.boxNo !== line.boxNo || place.locNo !== line.locNo),
  )
  if (!wrong) return
  const [place, expected] = [address(wrong), address(line)]
  const refusal = refuseScan(
    'pick',
    `${place} was ${wrong === scanned ? 'scanned' : 'named'}, and the line takes from ${expected}`,
  )
  throw new DomainError(refusal.statusCode, refusal.code, refusal.message, refusal.hint, { scanned: place, expected })
}

/** The operation with a remark of the service in front of that of the person. */
function noted(operation: Operation, remark: string | null): Operation {
  if (remark === null) return operation
  const note = operation.note === null ? remark : `${remark}; ${operation.note}`
  return { ...operation, note: [...note].slice(0, LONGEST_NOTE).join('') }
}
