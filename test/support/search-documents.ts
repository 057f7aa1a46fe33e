import type { FastifyInstance } from 'fastify'
import { RULES_VERSION } from '../../services/catalogue/search-rules/rules-version.ts'

/** The keys of the parts that a search finds, in its order. */
export async function keysFound(app: FastifyInstance, q: string): Promise<string[]> {
  const { items } = (await app.inject({ url: '/api/parts/search', query: { q } })).json()
  return items.map(({ part }: { part: { key: string } }) => part.key)
}

/** How many search documents are to be written again. */
export async function countStale(app: FastifyInstance): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    'select count(*)::int as count from part_search_documents where rules <> $1',
    [RULES_VERSION],
  )
  return row?.count ?? 0
}

/** Adds parts behind the back of the service. */
export async function addParts(app: FastifyInstance, count: number): Promise<void> {
  await app.db.query(
    `with sets as (insert into attachment_sets select from generate_series(1, $1) returning id)
     insert into parts (key, description, attachment_set_id)
     select translate(lpad(to_hex(row_number() over ()), 4, '0'), '0123456789abcdef', 'ABCDEFGHIJKLMNOP'),
            'Widget ' || row_number() over () || ' 4k7', id
       from sets`,
    [count],
  )
}
