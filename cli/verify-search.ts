import { findWrongDocuments } from '../services/catalogue/search-documents/verify-documents.ts'
import type { CommandContext } from './command-context.ts'
import { Refusal } from './refusal.ts'

const MOST_NAMED = 20

/** Computes the search document of every part anew and compares it with the stored one. */
export async function verifySearch({ connection, say }: CommandContext): Promise<void> {
  const keys = await findWrongDocuments(connection.db)
  if (keys.length === 0) {
    say('Search: the document of every part fits it')
    return
  }
  for (const key of keys.slice(0, MOST_NAMED)) say(`${key}: its search document is another one`)
  if (keys.length > MOST_NAMED) say(`and ${keys.length - MOST_NAMED} more`)
  throw new Refusal(
    `${keys.length} search document${keys.length === 1 ? ' is' : 's are'} wrong; reindex-search writes all of them again`,
  )
}
