import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { changePiles } from '../inventory/change-piles.ts'
import type { Operation } from '../operations/operation.ts'
import type { StockMoves } from './schemas.ts'
import { BOXES, FREE_LOCATIONS, LOCK_CONTENTS, LOCK_LOCATIONS_OF_BOXES } from './statements.ts'

type Pile = RowOf<typeof LOCK_CONTENTS>

/** Moves all that lies in a box. */
export class BoxContentsService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * Moves everything of a box to another one, as one operation. What lies together in a location stays together.
   *
   * @param keepLocations whether each location's contents go to the location of the same number, which must be free;
   *   else they go to the free locations from the lowest on.
   * @throws DomainError 404 for an unknown box; 409 when they are the same box, or not everything fits.
   */
  async move(
    from: number,
    to: number,
    { keepLocations }: { keepLocations: boolean },
    operation: Operation,
  ): Promise<StockMoves> {
    return this.#db.transaction(async (unit) => {
      await requireBoxes(unit, [from, to])
      if (from === to) throw invalidOperation(`move the contents of box ${from}`, 'it is the destination, too')
      // Piles come before locations everywhere. What was added before the locations were locked is locked as well.
      await unit.query(LOCK_CONTENTS, [from])
      const locations = await unit.query(LOCK_LOCATIONS_OF_BOXES, [[from, to]])
      const piles = await unit.query(LOCK_CONTENTS, [from])
      if (piles.length === 0) return { operation_id: null, moves: [] }
      const free = (await unit.query(FREE_LOCATIONS, [to])).map(({ locNo }) => locNo)
      const known = locations.filter(({ boxNo }) => boxNo === to).map(({ locNo }) => locNo)
      const places = keepLocations
        ? samePlaces(piles, { known, free }, { from, to })
        : lowestPlaces(piles, free, { from, to })
      const moves = piles.map((pile) => ({ ...pile, toLocNo: places.get(pile.locNo) ?? pile.locNo }))
      await changePiles(
        unit,
        operation,
        moves.flatMap(({ partId, locNo, toLocNo, qty }) => [
          { partId, boxNo: from, locNo, delta: -qty },
          { partId, boxNo: to, locNo: toLocNo, delta: qty },
        ]),
      )
      return {
        operation_id: operation.id,
        moves: moves.map(({ partKey, locNo, toLocNo, qty }) => ({
          part_key: partKey,
          from_box_no: from,
          from_loc_no: locNo,
          to_box_no: to,
          to_loc_no: toLocNo,
          qty,
        })),
      }
    })
  }
}

async function requireBoxes(unit: UnitOfWork, boxNos: readonly number[]): Promise<void> {
  const known = new Set((await unit.query(BOXES, [boxNos])).map(({ box_no }) => box_no))
  for (const boxNo of boxNos) if (!known.has(boxNo)) throw recordNotFound('Box', boxNo)
}

interface Boxes {
  from: number
  to: number
}

function samePlaces(
  piles: readonly Pile[],
  { known, free }: { known: readonly number[]; free: readonly number[] },
  { from, to }: Boxes,
): Map<number, number> {
  const places = new Map(piles.map(({ locNo }) => [locNo, locNo]))
  const isFree = new Set(free)
  for (const locNo of places.keys()) {
    if (isFree.has(locNo)) continue
    const cause = known.includes(locNo) ? 'is not free' : 'does not exist'
    throw invalidOperation(`move the contents of box ${from} to box ${to}`, `location ${to}-${locNo} ${cause}`)
  }
  return places
}

function lowestPlaces(piles: readonly Pile[], free: readonly number[], { from, to }: Boxes): Map<number, number> {
  const used = [...new Set(piles.map(({ locNo }) => locNo))]
  const places = new Map<number, number>()
  for (const [index, locNo] of used.entries()) {
    const place = free[index]
    if (place === undefined) {
      const cause = `${used.length} locations are needed and ${free.length} are free there`
      throw invalidOperation(`move the contents of box ${from} to box ${to}`, cause)
    }
    places.set(locNo, place)
  }
  return places
}
