import { type ChangesOf, changedByValue, changedInRows } from '../../../../plugins/database/change.ts'
import {
  bool,
  int,
  json,
  nullable,
  type RowOfColumns,
  statement,
  text,
} from '../../../../plugins/database/statement.ts'
import { partBriefSql } from '../../../catalogue/parts/part-brief.ts'
import { jsonList } from '../../../json-list.ts'
import { completePick } from '../../../kits/pick-lists/pick-sql.ts'
import { addReceived } from '../../../shopping/shopping-lists/received-sql.ts'
import { addLine, markCounted } from '../../../stock/counting/count-sql.ts'
import { freeLocationNear } from '../../../stock/inventory/free-location-statements.ts'
import type { StockSlot } from '../../../stock/inventory/schemas.ts'
import { earlierReceipts } from '../../../stock/receipts/earlier-receipts-sql.ts'
import { addReceipts } from '../../../stock/receipts/receipt-sql.ts'
import { type BookedBefore, isOtherBag } from '../matching/other-bags.ts'
import { rememberCode } from '../part-codes/statements.ts'
import type { ScanDto } from '../schemas.ts'

/** What is to be done next on the list that a scan belongs to. */
export interface NextLine {
  line_id: number
  part_key: string
  box_no: number | null
  loc_no: number | null
  /** Whether the part lies nowhere, and the location is a free one for it. */
  is_free?: boolean
  qty: number
}

const ROW = {
  part: json<ScanDto['matches'][number]['part']>(),
  locations: json<StockSlot[]>(),
  is_remembered: bool,
  /** Keys of other parts in the location that pieces were put into. */
  beside: json<string[]>(),
  /** Receipts that may have brought the same pieces. */
  earlier: json<BookedBefore[]>(),
  /** The list that waits for pieces of the part from a seller of the receipts, which may be these. */
  waiting: nullable(text()),
  next: nullable(json<NextLine>()),
  /** Whose pick list was changed. */
  kit_id: nullable(int),
}

/** What a statement does beside storing the scan. */
interface More {
  /** For a `with` list. */
  sql: string
  /** SQL for the next line. */
  next: string
  /** SQL for the kit that is changed. */
  kit?: string
  changes: ChangesOf<RowOfColumns<typeof ROW>>[]
}

const NO_NEXT = 'select null::json'
const NO_WAITING = 'select null::text'
/** A line that knows its order waits for no other one. */
const WAITING = `
  select list.name
    from json_to_recordset($2::json) as given (seller_id int)
    join shopping_list_lines line on line.part_id = p.id and line.seller_id = given.seller_id
    join shopping_lists list on list.id = line.shopping_list_id
   where line.status = 'ordered' and line.ordered > line.received and line.order_number is null and list.status = 'active'
   order by line.id limit 1`
const NO_KIT = 'select null::int'
/** What may have brought the same pieces as the receipts `$2` of the part `p`. */
const EARLIER = jsonList(`
  select earlier.*, ${isOtherBag('$3')} as is_other_bag
    from (${earlierReceipts(
      `select 1 as n, p.id as part_id, seller_id, order_number, other_numbers, order_line, null::date as ordered_on, part_numbers,
              (select delta_qty from quantity_history where id = history_id) as qty
         from json_to_recordset($2::json)
              as given (history_id int, seller_id int, order_number text, other_numbers text[], order_line int, part_numbers text[])`,
      { otherParts: true },
    )}) earlier`)

/** Where most pieces of a part `p` lie. */
const FIRST_PLACE =
  'left join lateral (select box_no, loc_no from part_locations where part_id = p.id order by qty desc, box_no, loc_no limit 1) place on true'

/** The parts in the location `$1`-`$2`, at most two. */
export const PARTS_IN_SLOT = statement(
  `select p.id, p.key from part_locations stock join parts p on p.id = stock.part_id
    where stock.box_no = $1 and stock.loc_no = $2 order by p.id limit 2`,
  { id: int, key: text() },
)

/**
 * Stores what belongs to a scan besides its stock, and answers what there is now: the part `$1`, receipts `$2` as JSON, the
 * bag `$3` as its booking number `$4` of the operation `$5`, and the number `$7` of the seller `$6`, or
 * the code `$7` where there is no seller. What is null is not stored.
 * Other parts are looked for in the location `$8`-`$9`, unless that is null.
 *
 * @param more what else it does; null for nothing.
 */
function book(more: More | null) {
  return statement(
    `with receipt as (${addReceipts('$2')}
     ), bag as (
       insert into scanned_bags (bag, booking, operation_id) select $3::text, $4::int, $5::uuid where $3::text is not null
     ), number as (
       insert into seller_parts (part_id, seller_id, number)
       select id, $6::int, $7::text from parts where key = $1 and $6::int is not null
       on conflict (seller_id, upper(number)) do nothing returning id
     ), code as (
       ${rememberCode('select id, $7::text, array[$5::uuid] from parts where key = $1 and $6::int is null and $7::text is not null')}
     )${more === null ? '' : `, ${more.sql}`}
     select ${partBriefSql('p', '(select coalesce(sum(qty), 0) from part_locations where part_id = p.id)')} as part,
            ${jsonList('select box_no, loc_no, qty from part_locations where part_id = p.id order by box_no, loc_no limit 1000')} as locations,
            exists (select from number) or exists (select from code) as is_remembered,
            (select coalesce(json_agg(key order by key), '[]')
               from (select other.key from part_locations stock join parts other on other.id = stock.part_id
                      where stock.box_no = $8::int and stock.loc_no = $9::int and other.id <> p.id
                      order by other.key limit 3) lying) as beside,
            ${EARLIER} as earlier,
            (${more === null ? WAITING : NO_WAITING}) as waiting, (${more?.next ?? NO_NEXT}) as next, (${more?.kit ?? NO_KIT}) as kit_id
       from parts p where p.key = $1`,
    ROW,
    ...(more?.changes ?? []),
  )
}

/**
 * What is still to come of the list `$11`, the line `$10` with the pieces `$12` of this scan first. A part that lies nowhere gets a
 * free location, near others of its type where `$13` is true.
 */
const NEXT_TO_RECEIVE = `
  select json_build_object('line_id', line.id, 'part_key', p.key,
                           'box_no', coalesce(place.box_no, free.box_no), 'loc_no', coalesce(place.loc_no, free.loc_no),
                           'is_free', free.box_no is not null,
                           'qty', line.ordered - line.received - case when line.id = $10 then $12::int else 0 end)
    from shopping_list_lines line join parts p on p.id = line.part_id ${FIRST_PLACE}
    left join lateral (
      select near.box_no, near.loc_no from (${freeLocationNear('case when $13::bool then p.type_id end')}) near
       where place.box_no is null) free on true
   where line.shopping_list_id = $11 and line.status = 'ordered'
     and line.seller_id = (select seller_id from shopping_list_lines where id = $10)
     and line.ordered::bigint > line.received::bigint + case when line.id = $10 then $12::int else 0 end
   order by line.id <> $10, line.id limit 1`

/** The open line of the pick list `$11` that comes next on the way, without the line `$10`. */
const NEXT_TO_PICK = `
  select json_build_object('line_id', line.id, 'part_key', p.key, 'box_no', place.box_no, 'loc_no', place.loc_no,
                           'qty', line.quantity_to_pick)
    from kit_pick_list_lines line
    join kit_contents c on c.id = line.kit_content_id
    join parts p on p.id = c.part_id
    join locations place on place.id = line.location_id
   where line.pick_list_id = $11 and line.status = 'open' and line.id <> $10
   order by place.box_no, place.loc_no, line.id limit 1`

/** The statements that end a scan, by what they do beside storing it. */
export const BOOK = {
  plain: book(null),
  /** Adds the pieces `$12` to the line `$10` of the list `$11`. `$13` says how a free location is chosen. */
  received: book({
    sql: addReceived({ line: '$10', list: '$11', pieces: '$12' }),
    next: NEXT_TO_RECEIVE,
    changes: [changedByValue('shopping_list', 11)],
  }),
  /** Completes the line `$10` of the pick list `$11` by the change of stock `$12`. */
  picked: book({
    sql: completePick({ line: '$10', list: '$11', change: '$12' }),
    next: NEXT_TO_PICK,
    kit: 'select kit_id from settled_list',
    changes: [changedByValue('pick_list', 11), changedInRows('kit', 'kit_id')],
  }),
  /**
   * Stores when the pile of the part with the id `$10` in the location `$11`-`$12` was counted, and in the round `$13`, unless
   * that is null, that there are `$14` pieces, `$15` more than there should be.
   */
  counted: book({
    sql: `${markCounted({ part: '$10', box: '$11', location: '$12', operation: '$5' })}, line as (${addLine({
      round: '$13',
      part: '$10',
      location: '$12',
      counted: '$14',
      difference: '$15',
      operation: '$5',
    })})`,
    next: NO_NEXT,
    changes: [changedByValue('part', 1), changedByValue('box', 11)],
  }),
}
