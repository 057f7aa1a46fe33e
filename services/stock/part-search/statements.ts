import { float, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import type { NamedRow } from './names/name-index.ts'
import { FINGERPRINT } from './sql/fingerprint-sql.ts'

/**
 * The names of types and sellers with their fingerprint; without the names when the fingerprint still is `$1`.
 */
export const NAMES = statement(
  `select f.fingerprint,
          case when f.fingerprint <> $1 then
            (select coalesce(json_agg(json_build_object('id', id, 'name', name)), '[]') from types) end as types,
          case when f.fingerprint <> $1 then
            (select coalesce(json_agg(json_build_object('id', id, 'name', name)), '[]') from sellers) end as sellers
     from (select ${FINGERPRINT} as fingerprint) f`,
  { fingerprint: text(), types: nullable(json<NamedRow[]>()), sellers: nullable(json<NamedRow[]>()) },
)

/** Tokens that at least a hundredth of all parts has, each with its share of so many parts, as of when the table was analysed last. */
export const COMMON_TOKENS = statement(
  `select t.token, t.share, (select reltuples from pg_class where oid = 'part_search_documents'::regclass) as parts
     from pg_stats s
    cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as t (token, share)
    where s.schemaname = current_schema and s.tablename = 'part_search_documents' and s.attname = 'tokens'
      and t.token is not null and t.share >= 0.01`,
  { token: text(), share: float, parts: float },
)

/** The newest parts that names are taken from. */
const NAMED_PARTS = 3000

/** Makers, packages and tags of the newest parts, each with some of the parts that have it. */
export const NAMES_OF_NEWEST = statement(
  `with newest as materialized (
     select id, manufacturer, package, tags from parts order by created_at desc, id desc limit ${NAMED_PARTS})
   select n."column", n.name, to_json((array_agg(n.id order by n.id desc))[1:3]) as parts
     from (select 'manufacturer' as "column", manufacturer as name, id from newest
           union all select 'package', package, id from newest
           union all select 'tags', unnest(tags), id from newest) n
    where n.name is not null group by n."column", n.name`,
  { column: text<'manufacturer' | 'package' | 'tags'>(), name: text(), parts: json<number[]>() },
)
