import type { MatchedRow } from '../model.ts'
import type { ImportFacts } from './import-facts.ts'
import { inChunks } from './in-chunks.ts'
import { listedName } from './kinds/listed-name.ts'
import { BookedLines, isNumberedLine, OrderSources, orderBases, quantityIn } from './kinds/order-sources.ts'
import { orderOf } from './kinds/plan-order.ts'
import type { Queries } from './present.ts'
import { PRESENT_SHIPMENTS, PRESENT_SOURCES, SOURCES_OF_ROWS } from './statements.ts'

/** Which names of the lines of an order were booked before, and the pieces; for a list, those that are on one as well. */
export async function bookedBefore(
  db: Queries,
  facts: ImportFacts,
  rows: readonly MatchedRow[],
  { isForList, ...context }: { sellerName: string | null; orderNumber: string | null; isForList: boolean },
): Promise<BookedLines> {
  const sources = new OrderSources()
  const bases = new Set<string>()
  const received = rows.flatMap(({ fields }) => {
    const order = orderOf(fields, { ...context, sha256: facts.sha256 })
    for (const base of orderBases(order)) bases.add(base)
    return sources.namesOf(order, fields).booked
  })
  const keys = isForList ? [...received, ...received.map(listedName)] : received
  const whole = await inChunks(db, PRESENT_SOURCES, [keys], facts.id)
  const quantities = await otherQuantities(db, whole)
  const shipments = await inChunks(db, PRESENT_SHIPMENTS, [[...bases]], facts.id)
  return new BookedLines([
    ...whole.map(({ source_key, import_id, row_no }) => ({
      name: source_key,
      pieces: quantities.get(`${import_id} ${row_no}`) ?? null,
      importId: import_id,
    })),
    // What came in part is found by both, and this says how much of it.
    ...shipments.map(({ source_key, pieces, import_id }) => ({ name: source_key, pieces, importId: import_id })),
  ])
}

interface Source {
  source_key: string
  import_id: number
  row_no: number
}

/** How many pieces lines have brought of which the file says another quantity now: their other names tell. By import and row. */
async function otherQuantities(db: Queries, sources: readonly Source[]): Promise<Map<string, number>> {
  const rowOf = ({ import_id, row_no }: Source) => `${import_id} ${row_no}`
  const counted = new Set(sources.filter(({ source_key }) => quantityIn(source_key) !== null).map(rowOf))
  const others = sources.filter((source) => isNumberedLine(source.source_key) && !counted.has(rowOf(source)))
  const found = await inChunks(db, SOURCES_OF_ROWS, [
    others.map(({ import_id }) => import_id),
    others.map(({ row_no }) => row_no),
  ])
  return new Map(
    found.flatMap((source): [string, number][] => {
      const quantity = quantityIn(source.source_key)
      return quantity === null ? [] : [[rowOf(source), quantity]]
    }),
  )
}
