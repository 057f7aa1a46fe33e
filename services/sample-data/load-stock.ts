import type { UnitOfWork } from '../../plugins/database/database.ts'
import { uuidV7 } from '../stock/operations/uuid-v7.ts'
import type { CatalogueReferences } from './load-catalogue.ts'
import type { PickedLines } from './load-kits-and-lists.ts'
import type { Entries, SampleFiles } from './read-sample-files.ts'
import { insertRows } from './references.ts'
import { ADD_HISTORY, ADD_OPERATIONS, ADD_STOCK } from './statements.ts'

type HistoryEntry = Entries<'history'>[number]

/** What somebody did, as a row of `operations`. */
function toOperation(id: string, entry: HistoryEntry, picked: PickedLines) {
  const { reason = 'sample', by = null, note = null, timestamp } = entry
  const line = reason === 'pick' ? picked.find(entry) : undefined
  return {
    id,
    timestamp,
    reason,
    actor: by === null ? null : `sample:${by.toLowerCase()}`,
    actor_name: by,
    source: line === undefined ? null : `pick-list ${line.list_id}`,
    note,
    effect: line === undefined ? null : 'pick-list-line',
    detail: line === undefined ? null : { ...line, action: 'pick' },
  }
}

/** Loads stock and its ledger, with an operation for each row. */
export async function loadStock(
  unit: UnitOfWork,
  files: SampleFiles,
  known: CatalogueReferences,
  picked: PickedLines,
): Promise<void> {
  const stock = files.stock.map(({ part_key, ...pile }) => ({
    ...pile,
    part_id: known.parts.get(part_key, 'stock.json'),
    location_id: known.locations.get(`${pile.box_no}-${pile.loc_no}`, `the stock of ${part_key}`),
  }))
  await insertRows(unit, ADD_STOCK, stock)
  const operations = files.history.map((entry) => toOperation(uuidV7(), entry, picked))
  await unit.query(ADD_OPERATIONS, [JSON.stringify(operations)])
  const history = files.history.map(({ part_key, delta_qty, location_reference, timestamp }, index) => ({
    delta_qty,
    location_reference,
    timestamp,
    part_id: known.parts.get(part_key, 'history.json'),
    operation_id: operations[index]?.id,
    reason: operations[index]?.reason,
  }))
  await insertRows(unit, ADD_HISTORY, history)
}
