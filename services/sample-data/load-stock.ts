import type { UnitOfWork } from '../../plugins/database/database.ts'
import { SHOPPING_LIST_RECEIPT } from '../shopping/shopping-lists/receipt-effect.ts'
import { uuidV7 } from '../stock/operations/uuid-v7.ts'
import type { CatalogueReferences } from './load-catalogue.ts'
import type { PickedLines } from './load-kits-and-lists.ts'
import type { Entries, SampleFiles } from './read-sample-files.ts'
import { insertRows, type References } from './references.ts'
import { ADD_HISTORY, ADD_OPERATIONS, ADD_RECEIPTS, ADD_STOCK } from './statements.ts'

type HistoryEntry = Entries<'history'>[number]

/** What rows of the ledger were for. */
interface Purposes {
  picked: PickedLines
  lists: References<string>
  /** Lines of the lists, as "Spring order/ABCD". */
  lines: References<string>
}

interface Effect {
  source: string | null
  effect: string | null
  detail: object | null
}

function effectOf(entry: HistoryEntry, { picked, lists, lines }: Purposes): Effect {
  const line = entry.reason === 'pick' ? picked.find(entry) : undefined
  if (line !== undefined) {
    return { source: `pick-list ${line.list_id}`, effect: 'pick-list-line', detail: { ...line, action: 'pick' } }
  }
  const { list_name: list, part_key: key, delta_qty: received } = entry
  if (list === undefined) return { source: null, effect: null, detail: null }
  const list_id = lists.get(list, `the history of ${key}`)
  const line_id = lines.get(`${list}/${key}`, `the history of ${key}`)
  const source = `shopping-list ${list_id} line ${line_id}`
  return { source, effect: SHOPPING_LIST_RECEIPT, detail: { list_id, line_id, received } }
}

/** What somebody did, as a row of `operations`. */
function toOperation(id: string, entry: HistoryEntry, purposes: Purposes) {
  const { reason = 'sample', by = null, note = null, timestamp } = entry
  return {
    id,
    timestamp,
    reason,
    actor: by === null ? null : `sample:${by.toLowerCase()}`,
    actor_name: by,
    note,
    ...effectOf(entry, purposes),
  }
}

/** Operations by the rows of the ledger that belong to them: both rows of a move have the same. */
function operationsOf(history: readonly HistoryEntry[], purposes: Purposes) {
  const moves = new Map<string, ReturnType<typeof toOperation>>()
  return history.map((entry) => {
    if (entry.reason !== 'move') return toOperation(uuidV7(), entry, purposes)
    const name = `${entry.part_key} ${entry.timestamp}`
    const move = moves.get(name) ?? toOperation(uuidV7(), entry, purposes)
    moves.set(name, move)
    return move
  })
}

/** Loads stock and its ledger with its operations, and what was paid for what came. */
export async function loadStock(
  unit: UnitOfWork,
  files: SampleFiles,
  known: CatalogueReferences,
  purposes: Purposes,
): Promise<void> {
  const stock = files.stock.map(({ part_key, ...pile }) => ({
    ...pile,
    part_id: known.parts.get(part_key, 'stock.json'),
    location_id: known.locations.get(`${pile.box_no}-${pile.loc_no}`, `the stock of ${part_key}`),
  }))
  await insertRows(unit, ADD_STOCK, stock)
  const operations = operationsOf(files.history, purposes)
  await unit.query(ADD_OPERATIONS, [JSON.stringify([...new Set(operations)])])
  const history = files.history.map(({ part_key, delta_qty, location_reference, timestamp }, index) => ({
    delta_qty,
    location_reference,
    timestamp,
    part_id: known.parts.get(part_key, 'history.json'),
    operation_id: operations[index]?.id,
    reason: operations[index]?.reason,
  }))
  const rows = await insertRows(unit, ADD_HISTORY, history)
  const receipts = files.history.flatMap(({ part_key, seller_id: seller, ...entry }, index) =>
    seller === undefined
      ? []
      : [{ ...entry, history_id: rows[index], seller_id: known.sellers.get(seller, `the history of ${part_key}`) }],
  )
  await insertRows(unit, ADD_RECEIPTS, receipts)
}
