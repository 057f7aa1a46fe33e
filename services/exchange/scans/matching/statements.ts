import { bigint, bool, json, statement } from '../../../../plugins/database/statement.ts'
import { partBriefSql } from '../../../catalogue/parts/part-brief.ts'
import { jsonList } from '../../../json-list.ts'
import { takeOrderLocks } from '../../../stock/receipts/order-locks.ts'
import type { BookedBag, FoundOwn, FoundPart, FoundSeller } from './found.ts'

/** SQL for the host of an address, without `www.`; null where there is none. */
const hostOf = (address: string) => `substring(lower(${address}) from '^https?://(?:www[.])?([^/:?#]+)')`

/** SQL for an address as it is compared: without scheme, `www.`, query and slashes at its end. */
const bareAddress = (address: string) => `bare_address(${address}) collate "C"`

/** SQL for the query of an address; empty where there is none. */
const queryOf = (address: string) => `coalesce(substring(lower(${address}) from '[?]([^#]*)'), '')`

/** SQL for how a link was found: by the whole address, or by that without the query. */
const linkReason = (address: string) => `case when ${queryOf(address)} = $20 then 'link' else 'page' end`

/** SQL for whether one of the product codes stands in a text. The indexes leave out texts without a long number. */
const isNumbered = (words: string) =>
  `long_number(${words}) is not null and long_number(${words}) collate "C" = any ($14::text[])`

const SELLER_NUMBER = 'bare_part_number(n.number) collate "C"'
const MAKER_NUMBER = 'bare_part_number(p.manufacturer_code) collate "C"'
/** Parts whose number begins with the one that is asked for. */
const MOST_LONGER = 12
const MOST_FOUND = 40
const MOST_LINKS = 12
const MOST_PLACES = 20

const WORDS_OF_DOCUMENT = "coalesce(a.title, '') || ' ' || coalesce(a.filename, '') || ' ' || coalesce(a.url, '')"

/** Parts by each rule; a part may be found by several. */
const FOUND = `
  select p.id, 'key' as reason, null::int as seller_id from parts p where p.key = $4
  union all
  select p.id, 'named', null from parts p where p.key = $19
  union all
  select p.id, 'merged', null from retired_parts r join parts p on p.key = r.merged_into where r.key = $4
  union all
  select p.id, 'reference', null from parts p where p.key = $5
  union all
  select n.part_id, 'seller_number', n.seller_id from seller_parts n
   where ${SELLER_NUMBER} = any ($6::text[]) and upper(n.number) = any ($7::text[])
     and ($8 or n.seller_id in (select id from seller))
  union all
  select c.part_id, 'code', null from part_codes c where c.code = $25
  union all
  select p.id, 'number', null from parts p
   where p.manufacturer_code is not null and ${MAKER_NUMBER} = any ($9::text[])
  union all
  (select p.id, 'number', null from parts p
    where p.manufacturer_code is not null and ${MAKER_NUMBER} >= $10 and ${MAKER_NUMBER} < $10 || '~'
    order by ${MAKER_NUMBER} limit ${MOST_LONGER})
  union all
  select h.part_id, 'order_line', r.seller_id from receipts r join quantity_history h on h.id = r.history_id
   where r.seller_id in (select id from seller) and folded_order_number(r.order_number) = folded_order_number($11) and r.order_line = $12
     and (r.import_id is not null or coalesce(folded_order_numbers(r.other_numbers) && folded_order_numbers($26), true))
  union all
  (select l.part_id, ${linkReason('l.link')}, l.seller_id from part_sellers l
    where ${bareAddress('l.link')} = $13 and ($21 or ${queryOf('l.link')} = $20)
    order by ${queryOf('l.link')} <> $20 limit ${MOST_LINKS})
  union all
  (select n.part_id, ${linkReason('n.link')}, n.seller_id from seller_parts n
    where ${bareAddress('n.link')} = $13 and ($21 or ${queryOf('n.link')} = $20)
    order by ${queryOf('n.link')} <> $20 limit ${MOST_LINKS})
  union all
  select l.part_id, 'document', l.seller_id from part_sellers l where ${isNumbered('l.link')}
  union all
  select p.id, 'document', null
    from (select a.attachment_set_id from attachments a
           where ${isNumbered(WORDS_OF_DOCUMENT)}
           -- In the order of the index: the planner expects many, and would look through all documents for the first ones.
           order by long_number(${WORDS_OF_DOCUMENT}) collate "C" limit ${MOST_FOUND}) a
    join parts p on p.attachment_set_id = a.attachment_set_id`

const OWN = `
  select case $15::text
           when 'own_part' then exists (select from parts where key = $4)
           when 'own_location' then exists (select from locations where box_no = $16 and loc_no = $17)
           when 'own_box' then exists (select from boxes where box_no = $16)
           when 'own_kit' then exists (select from kits where id = $16)
           when 'own_pick_list' then exists (select from kit_pick_lists where id = $16)
         end as exists,
         (select iso_utc(deleted_at) from retired_parts where key = $4) as deleted_at,
         (select merged_into from retired_parts where key = $4) as merged_into`

/**
 * What the inventory knows of a code, in one statement.
 *
 * `$1` and `$2` are patterns for the name and the host of its seller, `$3` hosts, `$4` a key, `$5` the customer's name for
 * the part, `$6` bare seller numbers and `$7` the same in capitals, `$8` whether they may be of any seller, `$9` bare numbers
 * of makers, `$10` the beginning of one, `$11` and `$12` order and line, `$13` a bare address, `$14` product codes, `$15` the
 * kind of a label of our own with the numbers `$16` and `$17`, `$18` the bag, `$19` the key of a part that
 * was named beside the code, `$20` the query of the address and `$21` whether links with another one count, too, `$22` and `$23`
 * the location and `$24` the type that were named, `$25` what a part can be known by that is no such number, `$26` other numbers of the
 * order of which its receipts have one. Any of them may be null.
 *
 * @param locks parameter with the locks of the orders of a bag, which are taken meanwhile. What is committed while one of them is waited for does
 *   not show in this answer, and in the next statement.
 */
const knownOfCode = (locks: string | null) =>
  statement(
    `with seller as materialized (
     select id, name from sellers
      where lower(name) ~ $1 or ${hostOf('website')} ~ $2 or ${hostOf('website')} = any ($3::text[])
      order by id limit 5
   ), found as materialized (
     select id, reason, seller_id from (${FOUND}) by_rule limit ${MOST_FOUND}
   )
   select coalesce((select json_agg(json_build_object('id', id, 'name', name) order by id) from seller), '[]') as sellers,
          ${jsonList(`select f.reason, f.seller_id, p.id, p.key, p.type_id, p.manufacturer_code, p.manufacturer,
                             ${partBriefSql('p', 'stock.qty')} as part, stock.locations
                        from found f join parts p on p.id = f.id
                       cross join lateral (
                         select coalesce(sum(l.qty), 0) as qty,
                                coalesce(json_agg(json_build_object('box_no', l.box_no, 'loc_no', l.loc_no, 'qty', l.qty)
                                                  order by l.box_no, l.loc_no) filter (where l.place <= ${MOST_PLACES}), '[]')
                                  as locations
                           from (select box_no, loc_no, qty, row_number() over (order by qty desc, box_no, loc_no) as place
                                   from part_locations where part_id = p.id) l) stock`)} as found,
          (select row_to_json(own) from (${OWN}) own) as own,
          (select json_build_object(
                    'bookings', coalesce(max(booking), 0),
                    'booked_at', (select iso_utc(max(o.timestamp)) from scanned_bags b join operations o on o.id = b.operation_id
                                   where b.bag = $18 and not operation_is_undone(o.id)))
             from scanned_bags where bag = $18) as bag,
          $22::int is null or exists (select from locations where box_no = $22 and loc_no = $23) as is_place_there,
          $24::int is null or exists (select from types where id = $24) as is_type_there,
          ${locks === null ? '0::bigint' : `(${takeOrderLocks(locks)})`} as locks`,
    {
      sellers: json<FoundSeller[]>(),
      found: json<FoundPart[]>(),
      own: json<FoundOwn>(),
      bag: json<BookedBag>(),
      is_place_there: bool,
      is_type_there: bool,
      locks: bigint,
    },
  )

export const KNOWN_OF_CODE = knownOfCode(null)
/** The same for who books a bag: the locks `$27` are taken. */
export const KNOWN_OF_BAG = knownOfCode('$27')
