import { partNotFound } from '../../../catalogue/parts/part-not-found.ts'
import { PART_IDENTITY } from '../../../catalogue/parts/statements.ts'
import { setPile } from '../../../stock/counting/set-pile.ts'
import { pieces } from '../proposing/proposal.ts'
import { finishScan } from './finish-scan.ts'
import { numberToRemember } from './number-to-remember.ts'
import { type Act, address } from './outcome.ts'
import { refuseScan } from './refusals.ts'
import { withRememberedNumber } from './remembered-number-effect.ts'
import { bagFacts, demandConfirmed, type KnownPart, partOf, placeOf, type ScanStep } from './scan-step.ts'
import { PARTS_IN_SLOT } from './statements.ts'

/** Makes a pile what was counted, also in the counting round that is open in its box. */
export const count: Act = async (step) => {
  const { unit, order } = step
  const { key, match } = (await partInSlot(step)) ?? partOf(step)
  const place = placeOf(step, match)
  if (order.qty === null) throw refuseScan('count', 'the request does not say how many pieces were counted')
  demandConfirmed(step, [])
  const partId = match?.id ?? (await idOf(step, key))
  const { lot, dateCode } = bagFacts(step)
  const number = numberToRemember(step, key)
  const operation = withRememberedNumber(step.operation, key, number)
  const counted = { countedQty: order.qty, round: 'open', bag: { lot, dateCode } } as const
  const { difference, roundId } = await setPile(unit, { partId, partKey: key, ...place }, counted, operation)
  const booked = await finishScan(
    step,
    { partKey: key, isBag: false, receipts: [], number },
    { as: 'counted', values: [partId, place.boxNo, place.locNo, roundId, order.qty, difference] },
  )
  const found =
    difference === 0
      ? 'as many as there should be'
      : `${Math.abs(difference)} ${difference > 0 ? 'more' : 'fewer'} than there should be`
  return {
    done: `Counted ${pieces(order.qty)} of ${key} in ${address(place)}, ${found}`,
    qty: order.qty,
    place,
    difference,
    booked,
    next: null,
  }
}

/**
 * The only part in the location whose label was scanned.
 *
 * @returns null where the order or the code names a part, or the location does not exist.
 * @throws DomainError 409 where nothing lies there, or several parts do.
 */
async function partInSlot({ unit, order, known }: ScanStep): Promise<{ key: string; match: KnownPart } | null> {
  const { own } = known.reading
  if (order.partKey !== null || own?.kind !== 'own_location' || known.own.exists !== true) return null
  const [only, ...others] = await unit.query(PARTS_IN_SLOT, [own.boxNo, own.locNo])
  if (only === undefined) throw refuseScan('count', `nothing lies in ${own.id}; name a part with part_key`)
  if (others.length > 0) throw refuseScan('count', `several parts lie in ${own.id}; name one with part_key`)
  return { key: only.key, match: { ...only, locations: [] } }
}

async function idOf({ unit }: ScanStep, key: string): Promise<number> {
  const [part] = await unit.query(PART_IDENTITY, [key])
  if (!part) throw await partNotFound(unit, key)
  return part.id
}
