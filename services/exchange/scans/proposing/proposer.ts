import type { Database } from '../../../../plugins/database/database.ts'
import { doubtfulFor } from '../../../shopping/shopping-lists/doubtful-receipts.ts'
import type { InventoryService } from '../../../stock/inventory/inventory-service.ts'
import { earlierInWords } from '../../../stock/receipts/earlier-receipts.ts'
import { partNumbers } from '../../../stock/receipts/part-numbers.ts'
import { bagId } from '../matching/bag-id.ts'
import type { KnownCode } from '../matching/code-matcher.ts'
import { type CodeMatch, likelyMatches, sureMatch } from '../matching/matches.ts'
import { withoutOtherBags } from '../matching/other-bags.ts'
import type { ScanKind } from '../reading/code-reading.ts'
import { lineNumberOf } from '../reading/line-number.ts'
import { otherNumbersOf } from '../reading/other-numbers.ts'
import { type ExistingContext, existingContext } from './existing-context.ts'
import { type Proposed, proposal, type ScanContext } from './proposal.ts'
import { type PickedPlace, proposePick, proposePickAt } from './propose-pick.ts'
import { proposePlace } from './propose-place.ts'
import { missingOnList, proposeReceipt } from './propose-receipt.ts'
import { PICKS_AT_PLACE, PROPOSAL_FACTS } from './statements.ts'

const NOTHING: Proposed = { proposal: null, warnings: [] }
/** Codes that stand on the part itself, or on what it is in; an address of a shop does not. */
const MARKS_PART: readonly ScanKind[] = ['own_part', 'product_code']

/** Proposes what to do with a code, from what somebody does and what is planned for its part. */
export class Proposer {
  readonly #db: Database
  readonly #inventory: InventoryService

  constructor(db: Database, inventory: InventoryService) {
    this.#db = db
    this.#inventory = inventory
  }

  /** What is to be done with a code, and what people ought to know before they do it. */
  async propose(known: KnownCode, context: ScanContext): Promise<Proposed> {
    const said = await existingContext(this.#db, context)
    const proposed = await this.#proposeIn(said.context, known)
    return { ...proposed, warnings: [...said.warnings, ...proposed.warnings] }
  }

  async #proposeIn(context: ExistingContext, known: KnownCode): Promise<Proposed> {
    const { reading, matches, own } = known
    if (reading.own !== null && reading.own.kind !== 'own_part') {
      if (own.exists !== true) return NOTHING
      if (context.pickListId !== null) {
        if (reading.own.kind === 'own_location') return this.#ofPickedPlace(context.pickListId, reading.own)
        if (reading.own.kind === 'own_box') {
          return this.#ofPickedPlace(context.pickListId, { boxNo: reading.own.number, locNo: null })
        }
      }
      const address =
        reading.own.kind === 'own_location' ? { box_no: reading.own.boxNo, loc_no: reading.own.locNo } : {}
      const box = reading.own.kind === 'own_box' ? { box_no: reading.own.number } : {}
      return {
        proposal: proposal('open', 'The label of our own says what it is', { ...address, ...box }),
        warnings: [],
      }
    }
    if (reading.kind === 'distributor_packing_list') return NOTHING
    const sure = sureMatch(matches)
    if (sure !== null) return this.#ofPart(sure, known, context)
    // Of several that are as likely, people say which one it is.
    if (likelyMatches(matches).length > 0 || !namesPart(known)) return NOTHING
    const { place, warnings } = await proposePlace(this.#inventory, null, context)
    const reason = matches.length === 0 ? 'No part has this number' : 'No part has this number; those found resemble it'
    const made = proposal('create', reason, { ...place, qty: reading.quantity })
    return { proposal: made, warnings }
  }

  /** A location or a box that is scanned while a list is picked stands for what is taken out of it. */
  async #ofPickedPlace(listId: number, { boxNo, locNo }: PickedPlace): Promise<Proposed> {
    const [facts] = await this.#db.query(PICKS_AT_PLACE, [listId, boxNo, locNo])
    return proposePickAt({ boxNo, locNo }, facts ?? { lines: [], wanted: null, others: 0 })
  }

  async #ofPart(part: CodeMatch, known: KnownCode, context: ExistingContext): Promise<Proposed> {
    const { reading, sellerIds } = known
    const numbers = partNumbers([reading.sellerPartNumber, reading.partNumber, ...reading.numbers])
    const [facts] = await this.#db.query(PROPOSAL_FACTS, [
      part.id,
      sellerIds.length === 0 ? null : sellerIds,
      context.shoppingListId,
      context.pickListId,
      reading.orderNumber,
      reading.kind === 'distributor_bag',
      bagId(reading.bag),
      lineNumberOf(reading.lineNumber),
      otherNumbersOf(reading, reading.orderNumber),
      numbers.length === 0 ? null : numbers,
      reading.quantity,
    ])
    const [line] = facts?.lines ?? []
    const isBag = isOfBag(reading)
    const isForLine = line !== undefined && (isBag || line.list_id === context.shoppingListId)
    const lineId = isForLine ? line.id : null
    const all = withoutOtherBags(facts?.earlier ?? [], { qty: reading.quantity, lineId })
    const isWithin = isForLine && line.received + (reading.quantity ?? 0) <= line.ordered
    const earlier = isForLine ? await doubtfulFor(this.#db, { id: line.id, by: 'scan', isWithin }, all) : all
    const warnings = earlierInWords(earlier, part.key, reading.orderNumber)
    if (context.pickListId !== null) {
      const picked = proposePick(part, { picks: facts?.picks ?? [], wanted: facts?.wanted ?? null }, context)
      return { proposal: picked.proposal, warnings: [...warnings, ...picked.warnings] }
    }
    const list = facts?.for_list ?? null
    const onList = list === null ? undefined : missingOnList(part.key, list)
    if (isForLine) {
      if (onList !== undefined && line.list_id !== context.shoppingListId) warnings.push(onList)
      const { place, warnings: ofPlace } = await proposePlace(this.#inventory, part, context)
      const received = proposeReceipt(part, line, { quantity: reading.quantity, place })
      return { proposal: received.proposal, warnings: [...warnings, ...ofPlace, ...received.warnings] }
    }
    if (isBag || list !== null) {
      if (onList !== undefined) warnings.push(onList)
      else if (facts?.waiting != null)
        warnings.push(`It is on the list "${facts.waiting}", where it is not marked as ordered`)
      const { place, warnings: ofPlace } = await proposePlace(this.#inventory, part, context)
      const what = isBag ? 'A bag of a part' : 'A part'
      const reason = `${what} that ${part.locations.length === 0 ? 'lies nowhere' : 'is in stock'}`
      return {
        proposal: proposal('put_away', reason, { part_key: part.key, ...place, qty: reading.quantity }),
        warnings: [...warnings, ...ofPlace],
      }
    }
    if (part.locations.length === 0 && context.locNo === null && MARKS_PART.includes(reading.kind)) {
      const { place, warnings: ofPlace } = await proposePlace(this.#inventory, part, context)
      const put = proposal('put_away', 'The part lies nowhere', { part_key: part.key, ...place })
      return { proposal: put, warnings: [...warnings, ...ofPlace] }
    }
    const atPlace = await this.#atPlace(part, context)
    return { proposal: atPlace.proposal, warnings: [...warnings, ...atPlace.warnings] }
  }

  /** What is done with a part by its label: taken where somebody stands, or put away there. */
  async #atPlace(part: CodeMatch, context: ExistingContext): Promise<Proposed> {
    const { boxNo, locNo } = context
    const opened = proposal('open', 'The code names this part', { part_key: part.key })
    if (boxNo === null) return { proposal: opened, warnings: [] }
    const what = locNo === null ? 'box' : 'location'
    const { place, warnings } = await proposePlace(this.#inventory, part, context)
    if (place.box_no !== boxNo) return { proposal: opened, warnings }
    const lies = part.locations.some(({ box_no, loc_no }) => box_no === place.box_no && loc_no === place.loc_no)
    const fields = { part_key: part.key, ...place }
    const proposed = lies
      ? proposal('take', `The part lies in this ${what}`, fields)
      : proposal('put_away', `The part does not lie in this ${what}`, fields)
    return { proposal: proposed, warnings }
  }
}

/** Whether a code is of a bag: that of a product says so by its pieces, or by their lot. */
function isOfBag({ kind, quantity, lot }: KnownCode['reading']): boolean {
  return kind === 'distributor_bag' || (kind === 'product_code' && (quantity !== null || lot !== null))
}

/** Whether a code names a part that could be made of it. */
function namesPart({ reading }: KnownCode): boolean {
  const { kind, partNumber, sellerPartNumber, vendor } = reading
  if (kind === 'distributor_bag') return partNumber !== null || sellerPartNumber !== null
  return kind === 'product_code' || (kind === 'url' && vendor !== null)
}
