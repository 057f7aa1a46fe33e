import type { QueryClient } from '@tanstack/react-query'
import { api, done, once, type Schemas } from '../../api/client.ts'
import { sayDone } from '../feedback/undo.tsx'
import { placeName } from '../place/place.ts'
import { change, count } from '../text/numbers.ts'
import { undoOperation } from './undo-operation.ts'

/** Pieces of a part in a slot. */
export type Pile = Schemas['PartStock']

type Slot = Pick<Pile, 'box_no' | 'loc_no'>

/** A pile that goes from one slot to another, wholly. */
export interface PileMove {
  key: string
  qty: number
  from: Slot
  to: Slot
}

/** First words of the keys of queries that show stock. */
const SHOW_STOCK = ['part', 'parts', 'box', 'boxes', 'kit', 'kits', 'list', 'lists', 'home', 'operations']

/** Reads again what shows stock. */
export async function stockChanged(queries: QueryClient): Promise<void> {
  await Promise.all(SHOW_STOCK.map((word) => queries.invalidateQueries({ queryKey: [word] })))
}

function request(key: string) {
  return { path: { part_key: key }, header: once() }
}

function remove(key: string, { box_no, loc_no }: Slot, qty: number) {
  const body = { box_no, loc_no, qty }
  return done(api.DELETE('/api/inventory/parts/{part_key}/stock', { params: request(key), body }))
}

function add(key: string, { box_no, loc_no }: Slot, qty: number) {
  const body = { box_no, loc_no, qty }
  return done(api.POST('/api/inventory/parts/{part_key}/stock', { params: request(key), body }))
}

function shift(key: string, from: Slot, to: Slot, qty: number) {
  const body = {
    from_box_no: from.box_no,
    from_loc_no: from.loc_no,
    to_box_no: to.box_no,
    to_loc_no: to.loc_no,
    qty,
  }
  return done(api.POST('/api/inventory/parts/{part_key}/move', { params: request(key), body }))
}

function shiftMany(piles: readonly PileMove[]) {
  const moves = piles.map(({ key, qty, from, to }) => ({
    part_key: key,
    from_box_no: from.box_no,
    from_loc_no: from.loc_no,
    to_box_no: to.box_no,
    to_loc_no: to.loc_no,
    qty,
  }))
  return done(api.POST('/api/inventory/moves', { params: { header: once() }, body: { moves } }))
}

function recount(key: string, { box_no, loc_no, qty }: Pile, counted: number) {
  const body = { box_no, loc_no, counted_qty: counted, expected_qty: qty }
  return done(api.POST('/api/inventory/parts/{part_key}/count', { params: request(key), body }))
}

/** What a count has found, beside what should be there. */
function difference(counted: number, expected: number): string {
  return counted === expected ? 'as expected' : `${change(counted - expected)} against what was expected`
}

/** Changes of stock as a person makes them: each says what it did, and offers the way back. */
export function stockChanges(queries: QueryClient) {
  /** Says what has been done, and takes it back when the person wants. */
  const after = (text: string, operationId: string | null): void => {
    const undo = async (id: string) => {
      await undoOperation(id)
      await stockChanged(queries)
    }
    sayDone(text, operationId === null ? undefined : () => undo(operationId))
    // The form closes at once; what shows the stock comes after it.
    void stockChanged(queries)
  }
  return {
    async take(key: string, from: Slot, qty: number) {
      after(`Took ${count(qty)} ${key} from ${placeName(from)}`, await remove(key, from, qty))
    },
    async put(key: string, to: Slot, qty: number) {
      after(`Put ${count(qty)} ${key} in ${placeName(to)}`, await add(key, to, qty))
    },
    async move(key: string, from: Slot, to: Slot, qty: number) {
      const text = `Moved ${count(qty)} ${key} from ${placeName(from)} to ${placeName(to)}`
      after(text, await shift(key, from, to, qty))
    },
    /** All of them or none, in one go. */
    async moveMany(piles: readonly PileMove[], text: string) {
      after(text, await shiftMany(piles))
    },
    async count(key: string, pile: Pile, counted: number) {
      const text = `Counted ${count(counted)} ${key} in ${placeName(pile)}, ${difference(counted, pile.qty)}`
      after(text, await recount(key, pile, counted))
    },
  }
}
