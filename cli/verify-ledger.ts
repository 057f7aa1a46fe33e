import { countVerifiedParts, findLedgerErrors } from '../services/stock/inventory/verify-ledger.ts'
import type { CommandContext } from './command-context.ts'
import { Refusal } from './refusal.ts'

/** Proves for every part, deleted ones included, that the sum of its history equals its stock. */
export async function verifyLedger({ connection, say }: CommandContext): Promise<void> {
  const errors = await findLedgerErrors(connection.db)
  if (errors.length === 0) {
    const { parts, retired } = await countVerifiedParts(connection.db)
    say(`Ledger: the history of every part adds up to its stock (${parts} parts, ${retired} deleted parts)`)
    return
  }
  for (const { part_key, history, stock, is_retired } of errors) {
    say(`${part_key}${is_retired ? ' (deleted)' : ''}: history ${history}, stock ${stock}`)
  }
  throw new Refusal(`The ledger is wrong for ${errors.length} part${errors.length === 1 ? '' : 's'}`)
}
