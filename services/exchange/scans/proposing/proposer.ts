import type { Database } from '../../../../plugins/database/database.ts'
import { DomainError } from '../../../../plugins/errors/domain-error.ts'
import type { InventoryService } from '../../../stock/inventory/inventory-service.ts'
import type { KnownCode } from '../matching/code-matcher.ts'
import { type CodeMatch, sureMatch } from '../matching/matches.ts'
import type { ScanProposal } from '../schemas.ts'
import { type ExistingContext, existingContext } from './existing-context.ts'
import { type Proposed, pieces, proposal, type ScanContext } from './proposal.ts'
import { proposePick } from './propose-pick.ts'
import { type OpenLine, PROPOSAL_FACTS } from './statements.ts'

interface Address {
  box_no: number | null
  loc_no: number | null
}

const NOTHING: Proposed = { proposal: null, warnings: [] }
const NOWHERE: Address = { box_no: null, loc_no: null }
/** A part without a type has no box of its kind. */
const NO_TYPE = 0

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
    if (matches.length > 0 || !namesPart(known)) return NOTHING
    const place = await this.#place(null, context)
    const made = proposal('create', 'No part has this number', { ...place, qty: reading.quantity })
    return { proposal: made, warnings: [] }
  }

  async #ofPart(part: CodeMatch, known: KnownCode, context: ExistingContext): Promise<Proposed> {
    const { reading, sellerIds } = known
    const [facts] = await this.#db.query(PROPOSAL_FACTS, [
      part.id,
      sellerIds.length === 0 ? null : sellerIds,
      context.shoppingListId,
      context.pickListId,
      reading.orderNumber,
    ])
    const warnings =
      facts && facts.received > 0
        ? [`${pieces(facts.received)} of ${part.key} were received of order ${reading.orderNumber} before`]
        : []
    if (context.pickListId !== null) {
      const picked = proposePick(part, { picks: facts?.picks ?? [], wanted: facts?.wanted ?? null }, context)
      return { proposal: picked.proposal, warnings: [...warnings, ...picked.warnings] }
    }
    const [line] = facts?.lines ?? []
    const isBag = reading.kind === 'distributor_bag'
    if (line && (isBag || line.list_id === context.shoppingListId)) {
      const place = await this.#place(part, context)
      const received = proposeReceipt(part, line, { quantity: reading.quantity, place })
      return { proposal: received.proposal, warnings: [...warnings, ...received.warnings] }
    }
    if (isBag) {
      const place = await this.#place(part, context)
      const reason =
        part.locations.length === 0 ? 'A bag of a part that lies nowhere' : 'A bag of a part that is in stock'
      return {
        proposal: proposal('put_away', reason, { part_key: part.key, ...place, qty: reading.quantity }),
        warnings,
      }
    }
    return { proposal: proposeAtPlace(part, context), warnings }
  }

  /** Where somebody stands, else where the part lies, else a free location. */
  async #place(part: CodeMatch | null, context: ExistingContext): Promise<Address> {
    const { boxNo, locNo, freeLocNo } = context
    if (boxNo !== null && locNo !== null) return { box_no: boxNo, loc_no: locNo }
    const places = part?.locations ?? []
    const lying = places.find(({ box_no }) => boxNo === null || box_no === boxNo)
    if (lying) return { box_no: lying.box_no, loc_no: lying.loc_no }
    if (boxNo !== null && freeLocNo !== null) return { box_no: boxNo, loc_no: freeLocNo }
    try {
      const { box_no, loc_no } = await this.#inventory.suggestLocation(part?.type_id ?? NO_TYPE)
      return { box_no, loc_no }
    } catch (error) {
      if (error instanceof DomainError) return NOWHERE
      throw error
    }
  }
}

/** Whether a code names a part that could be made of it. */
function namesPart({ reading }: KnownCode): boolean {
  const { kind, partNumber, sellerPartNumber, vendor } = reading
  if (kind === 'distributor_bag') return partNumber !== null || sellerPartNumber !== null
  return kind === 'product_code' || (kind === 'url' && vendor !== null)
}

function proposeReceipt(
  part: CodeMatch,
  line: OpenLine,
  { quantity, place }: { quantity: number | null; place: Address },
): Proposed {
  const missing = Math.max(line.ordered - line.received, 0)
  const warnings: string[] = []
  if (quantity !== null && quantity > missing) {
    warnings.push(`${pieces(quantity - missing)} more than are still to come for the line of list "${line.list_name}"`)
  } else if (quantity !== null && quantity < missing) {
    warnings.push(
      `${pieces(missing - quantity)} are still to come after this bag for the line of list "${line.list_name}"`,
    )
  }
  const fields = {
    part_key: part.key,
    ...place,
    qty: quantity ?? (missing > 0 ? missing : null),
    shopping_list_line_id: line.id,
  }
  return { proposal: proposal('receive', `It is ordered on the list "${line.list_name}"`, fields), warnings }
}

function proposeAtPlace(part: CodeMatch, { boxNo, locNo }: ScanContext): ScanProposal {
  if (boxNo === null || locNo === null) return proposal('open', 'The code names this part', { part_key: part.key })
  const lies = part.locations.some(({ box_no, loc_no }) => box_no === boxNo && loc_no === locNo)
  const fields = { part_key: part.key, box_no: boxNo, loc_no: locNo }
  return lies
    ? proposal('take', 'The part lies in this location', fields)
    : proposal('put_away', 'The part does not lie in this location', fields)
}
