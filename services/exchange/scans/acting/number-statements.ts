import { bool, statement, uuid } from '../../../../plugins/database/statement.ts'

/** Takes the number `$3` of the seller `$2` off the part with the key `$1`, unless another part has it. */
export const FORGET_NUMBER = statement(
  `delete from seller_parts
    where seller_id = $2 and upper(number) = upper($3::text) and part_id = (select id from parts where key = $1)`,
  {},
)

/** Those of the operations `$1` whose number `$4` of the seller `$3` on the part with the key `$2` got details by hand. */
export const DETAILED_NUMBERS = statement(
  `select asked.id
     from unnest($1::uuid[], $2::text[], $3::int[], $4::text[]) asked (id, part_key, seller_id, number)
     join seller_parts n on n.seller_id = asked.seller_id and upper(n.number) = upper(asked.number)
     join parts p on p.id = n.part_id and p.key = asked.part_key
    where num_nonnulls(n.link, n.min_quantity, n.multiple) > 0`,
  { id: uuid },
)

/** Whether another part than that with the key `$1` has the number `$3` of the seller `$2` now, or that seller is gone. */
export const IS_NUMBER_GONE = statement(
  `select not exists (select from sellers where id = $2)
          or exists (select from seller_parts n join parts p on p.id = n.part_id
                      where n.seller_id = $2 and upper(n.number) = upper($3::text) and p.key <> $1) as is_gone`,
  { is_gone: bool },
)

/**
 * Stores the number `$3` of the seller `$2` on the part with the key `$1`, unless a part has it; answers whether this part has
 * it now.
 */
export const REMEMBER_NUMBER = statement(
  `with added as (
     insert into seller_parts (part_id, seller_id, number)
     select p.id, s.id, $3::text from parts p cross join sellers s where p.key = $1 and s.id = $2
     on conflict (seller_id, upper(number)) do nothing returning 1
   )
   select exists (select from added)
          or exists (select from seller_parts n join parts p on p.id = n.part_id
                      where p.key = $1 and n.seller_id = $2 and upper(n.number) = upper($3::text)) as "isThere"`,
  { isThere: bool },
)
