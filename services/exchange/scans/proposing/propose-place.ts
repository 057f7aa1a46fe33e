import { DomainError } from '../../../../plugins/errors/domain-error.ts'
import type { InventoryService } from '../../../stock/inventory/inventory-service.ts'
import type { CodeMatch } from '../matching/matches.ts'
import type { ExistingContext } from './existing-context.ts'

/** A location as proposals have it; nulls for none. */
export interface Address {
  box_no: number | null
  loc_no: number | null
}

const NOWHERE: Address = { box_no: null, loc_no: null }
/** A part without a type has no box of its kind. */
const NO_TYPE = 0

/**
 * Where the pieces of a bag go: where somebody stands, else where most pieces of the part lie, else a free location. Where the box
 * that somebody stands at has no location for them, a warning says so.
 *
 * @param part null for one that is still to be made.
 */
export async function proposePlace(
  inventory: Pick<InventoryService, 'suggestLocation'>,
  part: CodeMatch | null,
  { boxNo, locNo, freeLocNo }: ExistingContext,
): Promise<{ place: Address; warnings: string[] }> {
  if (boxNo !== null && locNo !== null) return { place: { box_no: boxNo, loc_no: locNo }, warnings: [] }
  // A single piece that somebody has put into a wrong location draws no bags there.
  const places = (part?.locations ?? []).toSorted((a, b) => b.qty - a.qty)
  const lying = boxNo === null ? places[0] : places.find(({ box_no }) => box_no === boxNo)
  if (lying) return { place: { box_no: lying.box_no, loc_no: lying.loc_no }, warnings: [] }
  if (boxNo !== null && freeLocNo !== null) return { place: { box_no: boxNo, loc_no: freeLocNo }, warnings: [] }
  const warnings = boxNo === null ? [] : [`Box ${boxNo} is full`]
  const [elsewhere] = places
  if (elsewhere) return { place: { box_no: elsewhere.box_no, loc_no: elsewhere.loc_no }, warnings }
  return { place: await freePlace(inventory, part?.type_id ?? NO_TYPE), warnings }
}

async function freePlace(inventory: Pick<InventoryService, 'suggestLocation'>, typeId: number): Promise<Address> {
  try {
    const { box_no, loc_no } = await inventory.suggestLocation(typeId)
    return { box_no, loc_no }
  } catch (error) {
    if (error instanceof DomainError) return NOWHERE
    throw error
  }
}
