import type { Database } from '../../../plugins/database/database.ts'

/** A part whose history does not add up to its stock. */
export interface LedgerError {
  part_key: string
  history: number
  stock: number
}

/** Compares the sum of the history with the stock of every part. @returns the parts where they differ, by key. */
export async function findLedgerErrors(db: Database): Promise<LedgerError[]> {
  return db.query(
    `select p.key as part_key, coalesce(h.sum, 0) as history, coalesce(s.sum, 0) as stock
       from parts p
       left join (select part_id, sum(delta_qty) as sum from quantity_history group by part_id) h on h.part_id = p.id
       left join (select part_id, sum(qty) as sum from part_locations group by part_id) s on s.part_id = p.id
      where coalesce(h.sum, 0) <> coalesce(s.sum, 0)
      order by p.key`,
  )
}
