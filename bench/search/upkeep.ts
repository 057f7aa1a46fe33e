import type { FastifyInstance } from 'fastify'
import type { Database } from '../../plugins/database/database.ts'
import { timed } from '../compare-times.ts'
import { LONG } from '../inventory-database.ts'
import { atMost, type BenchResult } from '../result.ts'

const MOST_BYTES = 2500

/** Writes all search documents again, as after a change of the rules. */
export async function measureRebuild(
  { db, searchDocuments }: FastifyInstance,
  name: string,
  most: number,
): Promise<BenchResult> {
  return db.withLimits(LONG, async () => {
    // The first rebuild of the start may be under way.
    await searchDocuments.start()
    // Without leaving holes: new rules mark no document, they have another number.
    await db.query('update part_search_documents set rules = -1')
    await db.query('vacuum full analyze part_search_documents')
    const milliseconds = await timed(() => searchDocuments.start())
    await db.query('vacuum analyze part_search_documents, part_search_values, part_search_words')
    return atMost(name, { ratio: milliseconds / 1000, noise: 1 }, most, 's')
  })
}

/** What the search takes of the disk, after a rebuild has left its holes. */
export async function measureSpace(db: Database, parts: number): Promise<BenchResult> {
  const [row] = await db.query<{ bytes: number }>(
    `select sum(pg_total_relation_size(c.oid))::float8 as bytes
       from pg_class c where c.relname ~ '^part_search_' and c.relkind = 'r'`,
  )
  const ratio = (row?.bytes ?? 0) / parts
  return atMost(`database space for search, ${parts / 1000}k parts`, { ratio, noise: 1 }, MOST_BYTES, 'bytes a part')
}
