import { bool, int, nullable, statement, text, uuid } from '../../../plugins/database/statement.ts'

/** The operation that deleted the part `$1` last. */
export const DELETION_OF_PART = statement(
  `select o.id
     from operation_parts p join operations o on o.id = p.operation_id
    where p.part_id = $1 and o.effect = 'part-deletion' and o.detail ->> 'action' = 'delete'
    order by o.timestamp desc, o.id desc limit 1`,
  { id: uuid },
)

/** What has become of the parts that have or had the keys `$1`. */
export const STATES_OF_KEYS = statement(
  `select wanted.key, p.id as "partId", r.id is not null as "isRetired",
          coalesce(r.merged_into is not null, false) as "isMerged"
     from unnest($1::text[]) wanted(key)
     left join parts p on p.key = wanted.key
     left join retired_parts r on r.key = wanted.key`,
  { key: text(), partId: nullable(int), isRetired: bool, isMerged: bool },
)
