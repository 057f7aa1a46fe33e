import { DocumentRebuilder } from '../services/catalogue/search-documents/rebuilder.ts'
import type { CommandContext } from './command-context.ts'

/** Writes the search documents of all parts again. Parts can be searched and changed meanwhile. */
export async function reindexSearch({ connection, say }: CommandContext): Promise<void> {
  const rebuilder = new DocumentRebuilder(connection.db)
  const count = await rebuilder.rebuildAll()
  say(`Search: ${count} document${count === 1 ? '' : 's'} written`)
}
