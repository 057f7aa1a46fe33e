import { json, statement, text, uuid } from '../../../../plugins/database/statement.ts'
import { builtOnParts, NO_LINES } from '../../made-records/built-on-parts-sql.ts'
import { PART_STATE } from '../../made-records/part-state-sql.ts'

/** What the part `$1` is at this moment, with its links and numbers at sellers, and its codes. */
export const STATE_OF_PART = statement(`select ${PART_STATE} as state from parts p where p.id = $1`, {
  state: json<Record<string, unknown>>(),
})

/**
 * What is in the way of deleting parts that were made by scan, `$1` as JSON: by the operation, at most ten reasons. The number
 * or the code that was remembered with a part counts as noted, unless it was not free.
 */
export const BUILT_ON_MADE_PARTS = statement(
  `with made (owner, part_id, noted, version, uses, operations) as (
     select given.id, given.part_id,
            given.state || case when (
              select true from seller_parts n
               where n.part_id = given.part_id and n.seller_id = given.seller_id and n.number = given.number limit 1)
            then jsonb_build_object('seller_numbers',
                   jsonb_build_array(jsonb_build_array(given.seller_id, given.number, null, null, null))) else '{}' end
              || case when exists (
                select from part_codes c
                 where c.part_id = given.part_id and c.code = given.number and given.seller_id is null)
            then jsonb_build_object('codes', jsonb_build_array(given.number)) else '{}' end,
            null::bigint, null::jsonb, array(select id from operations where id = given.root or root = given.root)
       from jsonb_to_recordset($1::jsonb)
            given (id uuid, root uuid, part_id int, state jsonb, seller_id int, number text)
   ), reasons (id, reason) as (${builtOnParts(NO_LINES)}
   ), numbered as (
     select id, reason, row_number() over (partition by id order by reason) as place from reasons
   )
   select id, string_agg(reason, '; ' order by place) as reasons from numbered where place <= 10 group by id`,
  { id: uuid, reasons: text() },
)
