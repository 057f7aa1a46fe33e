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
import type { StockSlot } from '../../../stock/inventory/schemas.ts'
import { addReceipts } from '../../../stock/receipts/receipt-sql.ts'
import type { ScanDto } from '../schemas.ts'

/** What is to be done next on the list that a scan belongs to. */
export interface NextLine {
  line_id: number
  part_key: string
  box_no: number | null
  loc_no: number | null
  qty: number
}

const ROW = {
  part: json<ScanDto['matches'][number]['part']>(),
  locations: json<StockSlot[]>(),
  is_remembered: bool,
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
const NO_KIT = 'select null::int'

/** Where a part `p` lies first. */
const FIRST_PLACE =
  'left join lateral (select box_no, loc_no from part_locations where part_id = p.id order by box_no, loc_no limit 1) place on true'

/** Has those who make parts of codes wait for each other until the end of the transaction: each sees what the one before made. */
export const LOCK_NEW_PARTS = statement(
  "select pg_advisory_xact_lock(hashtextextended('part of a scan', 0))::text as lock",
  { lock: text() },
)

/**
 * Stores what belongs to a scan besides its stock, and answers what there is now: the part `$1`, receipts `$2` as JSON, the
 * bag `$3` as its booking number `$4` of the operation `$5`, and the number `$7` of the seller `$6`. What is null is not stored.
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
     )${more === null ? '' : `, ${more.sql}`}
     select ${partBriefSql('p', '(select coalesce(sum(qty), 0) from part_locations where part_id = p.id)')} as part,
            ${jsonList('select box_no, loc_no, qty from part_locations where part_id = p.id order by box_no, loc_no limit 1000')} as locations,
            exists (select from number) as is_remembered,
            (${more?.next ?? NO_NEXT}) as next, (${more?.kit ?? NO_KIT}) as kit_id
       from parts p where p.key = $1`,
    ROW,
    ...(more?.changes ?? []),
  )
}

/** What is still to come of the list `$9`, the line `$8` with the pieces `$10` of this scan first. */
const NEXT_TO_RECEIVE = `
  select json_build_object('line_id', line.id, 'part_key', p.key, 'box_no', place.box_no, 'loc_no', place.loc_no,
                           'qty', line.ordered - line.received - case when line.id = $8 then $10::int else 0 end)
    from shopping_list_lines line join parts p on p.id = line.part_id ${FIRST_PLACE}
   where line.shopping_list_id = $9 and line.status = 'ordered'
     and line.seller_id = (select seller_id from shopping_list_lines where id = $8)
     and line.ordered::bigint > line.received::bigint + case when line.id = $8 then $10::int else 0 end
   order by line.id <> $8, line.id limit 1`

/** The open line of the pick list `$9` that comes next on the way, without the line `$8`. */
const NEXT_TO_PICK = `
  select json_build_object('line_id', line.id, 'part_key', p.key, 'box_no', place.box_no, 'loc_no', place.loc_no,
                           'qty', line.quantity_to_pick)
    from kit_pick_list_lines line
    join kit_contents c on c.id = line.kit_content_id
    join parts p on p.id = c.part_id
    join locations place on place.id = line.location_id
   where line.pick_list_id = $9 and line.status = 'open' and line.id <> $8
   order by place.box_no, place.loc_no, line.id limit 1`

/** The statements that end a scan, by what they do beside storing it. */
export const BOOK = {
  plain: book(null),
  /** Adds the pieces `$10` to the line `$8` of the list `$9`. */
  received: book({
    sql: addReceived({ line: '$8', list: '$9', pieces: '$10' }),
    next: NEXT_TO_RECEIVE,
    changes: [changedByValue('shopping_list', 9)],
  }),
  /** Completes the line `$8` of the pick list `$9` by the change of stock `$10`. */
  picked: book({
    sql: completePick({ line: '$8', list: '$9', change: '$10' }),
    next: NEXT_TO_PICK,
    kit: 'select kit_id from settled_list',
    changes: [changedByValue('pick_list', 9), changedInRows('kit', 'kit_id')],
  }),
  /**
   * Stores when the pile of the part with the id `$8` in the location `$9`-`$10` was counted, and in the round `$11`, unless
   * that is null, that there are `$12` pieces, `$13` more than there should be.
   */
  counted: book({
    sql: `${markCounted({ part: '$8', box: '$9', location: '$10', operation: '$5' })}, line as (${addLine({
      round: '$11',
      part: '$8',
      location: '$10',
      counted: '$12',
      difference: '$13',
    })})`,
    next: NO_NEXT,
    changes: [changedByValue('part', 1), changedByValue('box', 9)],
  }),
}
