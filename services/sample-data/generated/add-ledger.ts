import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { ADD_MOVES, ANALYZE_PILES, PILE_TOTALS } from './pile-sql.ts'

/** Estimated number of rows that one statement adds. */
const ROWS_A_SLICE = 250_000

/**
 * Adds the history of the piles: deliveries and withdrawals whose sum is the quantity of the pile and never negative. Rows
 * are written in the order of their times, as in a real inventory.
 *
 * @param now the time of the last moves, in seconds.
 * @param onProgress called with the number of rows that are written, and an estimate of all rows.
 */
export async function addLedger(
  unit: UnitOfWork,
  now: number,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  await unit.query(ANALYZE_PILES)
  const [piles] = await unit.query(PILE_TOTALS)
  if (!piles || piles.since === null) return
  const { rows, since } = piles
  const slices = Math.ceil(rows / ROWS_A_SLICE)
  let done = 0
  for (let slice = 0; slice < slices; slice++) {
    // The number of parts, and so of moves, rises over time: slices of equal size have borders by the square root.
    const border = (n: number) => since + (now - since) * Math.sqrt(n / slices)
    const [written] = await unit.query(ADD_MOVES, [
      border(slice),
      slice === slices - 1 ? now + 1 : border(slice + 1),
      now,
    ])
    done += written?.count ?? 0
    onProgress(done, rows)
  }
}
