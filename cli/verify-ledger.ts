import { findLedgerErrors } from '../services/stock/inventory/verify-ledger.ts'
import type { CommandContext } from './command-context.ts'
import { Refusal } from './refusal.ts'

/** Proves for every part that the sum of its history equals its stock. */
export async function verifyLedger({ connection, say }: CommandContext): Promise<void> {
  const errors = await findLedgerErrors(connection.db)
  if (errors.length === 0) {
    say('Ledger: the history of every part adds up to its stock')
    return
  }
  for (const { part_key, history, stock } of errors) say(`${part_key}: history ${history}, stock ${stock}`)
  throw new Refusal(`The ledger is wrong for ${errors.length} part${errors.length === 1 ? '' : 's'}`)
}
