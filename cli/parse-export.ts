import { readNumber } from './read-number.ts'
import { UsageError } from './refusal.ts'

/** What the command line asks to be exported. */
export interface ExportRequest {
  what: 'parts' | 'stock' | 'history' | 'inventory' | { kitId: number } | { listId: number; sellerId: number }
  /** Null for the usual one. */
  format: string | null
  /** The file that is written; null for standard output. */
  out: string | null
}

const TABLES = ['parts', 'stock', 'history', 'inventory'] as const
const HINT = `parts, stock, history, inventory, kits/ID or shopping-lists/ID/sellers/ID`

function idOf(text: string | undefined): number {
  const id = readNumber(text)
  if (id === null) throw new UsageError(`${text} is no id; export one of ${HINT}`)
  return id
}

function parseWhat(what: string | undefined): ExportRequest['what'] {
  const table = TABLES.find((name) => name === what)
  if (table !== undefined) return table
  const [, kit, list, seller] = /^(?:kits\/([^/]+)|shopping-lists\/([^/]+)\/sellers\/([^/]+))$/.exec(what ?? '') ?? []
  if (kit !== undefined) return { kitId: idOf(kit) }
  if (list !== undefined) return { listId: idOf(list), sellerId: idOf(seller) }
  throw new UsageError(what === undefined ? `export needs one of ${HINT}` : `${what} is no export; there are ${HINT}`)
}

/** @throws UsageError when it makes no sense. */
export function parseExport(
  what: string | undefined,
  { format, out }: { format?: string | undefined; out?: string | undefined },
): ExportRequest {
  return { what: parseWhat(what), format: format ?? null, out: out ?? null }
}
