import { json, nullable, statement, text } from '../../../plugins/database/statement.ts'
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
