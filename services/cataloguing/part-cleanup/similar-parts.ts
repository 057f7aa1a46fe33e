import type { Database } from '../../../plugins/database/database.ts'
import type { CatalogueFields } from '../part-details/part-fields.ts'
import { PART_RECORD, SIMILAR_RECORDS } from './statements.ts'

/** A part in the form for a prompt. */
export interface PartRecord extends CatalogueFields {
  key: string
  type: string | null
  description: string
}

/** Characters of all similar parts together, as JSON: about fifteen thousand tokens. */
const MAX_SIMILAR_LENGTH = 60_000

/** One part for a prompt. @returns null for an unknown key. */
export async function readRecord(db: Database, key: string): Promise<PartRecord | null> {
  const [record] = await db.query(PART_RECORD, [key])
  return record ?? null
}

/**
 * The parts that are most like one, most similar first: at most 100, and no more than fit into a prompt.
 *
 * @param found keys of parts that the part search has found for it.
 */
export async function readSimilarRecords(db: Database, key: string, found: readonly string[]): Promise<PartRecord[]> {
  const records = await db.query(SIMILAR_RECORDS, [key, found])
  let length = 0
  return records.filter((record) => {
    length += JSON.stringify(record).length
    return length <= MAX_SIMILAR_LENGTH
  })
}
