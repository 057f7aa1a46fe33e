import { bigint, float, int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { shortDescriptionSql } from '../../catalogue/parts/short-description.ts'
import { keyOfPart } from '../../catalogue/retired-parts/key-sql.ts'
import { jsonList } from '../../json-list.ts'
import { ledgerPosition, WHY_COLUMNS, WHY_JOIN, WHY_ROW } from '../../stock/operations/why-sql.ts'
import { CHANGE_OF_SUMS, markedParts, PARTS_OF_TYPES, partsOf, USED_LOCATIONS } from './figure-sql.ts'
import { changesSince } from './hour-sql.ts'
import type { UndocumentedParts } from './schemas.ts'

const STATS_COLUMNS = `
  f.parts + change.parts as total_parts, f.pieces + change.pieces as total_quantity,
  (select count(*) from boxes) as total_boxes,
  (select count(*) from types) as total_types,
  ${changesSince('168 hours')} as changes_7d,
  ${changesSince('720 hours')} as changes_30d,
  f.low + change.low as low_stock_count`
const STATS_ROW = {
  total_parts: bigint,
  total_quantity: bigint,
  total_boxes: bigint,
  total_types: bigint,
  changes_7d: bigint,
  changes_30d: bigint,
  low_stock_count: bigint,
}
const OUT_OF_STOCK_COLUMNS = 'f.needed + change.needed as needed, f.not_needed + change.not_needed as not_needed'
const UNDOCUMENTED_COLUMN = 'f.undocumented + change.undocumented'

/** @param columns SQL for columns that are made of the kept sums `f` and what they differ by now, `change`. */
function ofSums(columns: string): string {
  return `with ${markedParts()}, ${CHANGE_OF_SUMS} select ${columns} from inventory_figures f, change`
}

/** Counts of everything, pieces in stock, and the stock movements of the last 7 and 30 days. */
export const STATS = statement(ofSums(STATS_COLUMNS), STATS_ROW)

/** All that is a sum, of one moment. */
export const POLLED_SUMS = statement(
  ofSums(`${STATS_COLUMNS}, ${OUT_OF_STOCK_COLUMNS}, ${UNDOCUMENTED_COLUMN} as undocumented`),
  { ...STATS_ROW, needed: bigint, not_needed: bigint, undocumented: bigint },
)

/** @param rows SQL for rows of the ledger. */
function activity(rows: string) {
  return statement(
    `select h.id, p.key as part_key, ${shortDescriptionSql('p.description')} as part_description, h.delta_qty,
            h.location_reference, iso_utc(h.timestamp) as timestamp, ${WHY_COLUMNS}
       from (${rows}) h join parts p on p.id = h.part_id ${WHY_JOIN}
      order by h.timestamp desc, h.id desc`,
    {
      id: int,
      part_key: text(),
      part_description: text(),
      delta_qty: int,
      location_reference: nullable(text()),
      timestamp: text(),
      ...WHY_ROW,
    },
  )
}

const NEWEST_FIRST = 'order by timestamp desc, id desc limit $1'

/** The latest `$1` stock movements, newest first; or those before the ledger row `$2`. */
export const RECENT_ACTIVITY = {
  newest: activity(`select * from quantity_history ${NEWEST_FIRST}`),
  before: activity(`
    select page.* from ${ledgerPosition('$2')} last,
           lateral (select * from quantity_history where (timestamp, id) < (last.timestamp, last.id) ${NEWEST_FIRST}) page`),
}

/** Answers a row when `$1` is a row of the ledger, also of a deleted part. */
export const LEDGER_ROW = statement(`select id from ${ledgerPosition('$1')} entry`, { id: int })

/** Every box with how much of it is in use, by number. */
export const STORAGE_SUMMARY = statement(
  `select b.box_no, b.description, b.capacity as total_locations, used.count as occupied_locations,
          round(used.count * 100.0 / b.capacity, 1)::float8 as usage_percentage
     from boxes b ${USED_LOCATIONS}
    order by b.box_no`,
  {
    box_no: int,
    description: text(),
    total_locations: int,
    occupied_locations: bigint,
    usage_percentage: float,
  },
)

/** Stocked parts with at most `$1` pieces, 1,000 at most, the fewest first. */
export const LOW_STOCK_PARTS = statement(
  `with ${markedParts()}
   select p.key as part_key, ${shortDescriptionSql('p.description')} as description, t.name as type_name,
          few.pieces::int as current_quantity
     from (${partsOf('pieces > 0 and pieces <= 1000 and pieces <= $1')}) few
     join parts p on p.id = few.part_id
     left join types t on t.id = p.type_id
    order by few.pieces, p.key`,
  { part_key: text(), description: text(), type_name: nullable(text()), current_quantity: int },
)

const PAGE_OF_LOW_STOCK = partsOf(
  'pieces > 0 and pieces <= 1000 and pieces <= $1 and (pieces, part_id) > ($3::bigint, $4::bigint)',
  'order by pieces, part_id limit $2',
)

/** The same in pages of `$2` parts, by pieces and age: the parts behind that with `$3` pieces and the id `$4`. */
export const LOW_STOCK_PAGE = statement(
  `with ${markedParts()}
   select p.id, few.pieces as position, p.key as part_key, ${shortDescriptionSql('p.description')} as description,
          t.name as type_name, few.pieces::int as current_quantity
     from (select part_id, pieces from (${PAGE_OF_LOW_STOCK}) low order by pieces, part_id limit $2) few
     join parts p on p.id = few.part_id
     left join types t on t.id = p.type_id
    order by few.pieces, few.part_id`,
  {
    id: int,
    position: bigint,
    part_key: text(),
    description: text(),
    type_name: nullable(text()),
    current_quantity: int,
  },
)

/** Every type with the number of its parts, the most common first. */
export const CATEGORY_DISTRIBUTION = statement(
  `with ${markedParts()}
   select t.name as type_name, of_type.parts as part_count
     from types t ${PARTS_OF_TYPES}
    order by part_count desc, t.name`,
  { type_name: text(), part_count: bigint },
)

/** The oldest `$1` without documents whose ids are larger than `$2`. */
const IDS_WITHOUT_DOCUMENTS = `
  select part_id from (${partsOf('is_undocumented and part_id > $2::bigint', 'order by part_id limit $1')}) undocumented
   order by part_id limit $1`

const SAMPLE_WITHOUT_DOCUMENTS = `
  select p.key as part_key, ${shortDescriptionSql('p.description')} as description, t.name as type_name
    from sample join parts p on p.id = sample.part_id left join types t on t.id = p.type_id
   order by p.id`

/** The parts without an attachment: their number, the `$1` oldest of those behind the id `$2`, and the id of the last of these. */
export const UNDOCUMENTED_PARTS = statement(
  `with ${markedParts()}, ${CHANGE_OF_SUMS}, sample as materialized (${IDS_WITHOUT_DOCUMENTS})
   select ${UNDOCUMENTED_COLUMN} as count, ${jsonList(SAMPLE_WITHOUT_DOCUMENTS)} as sample_parts,
          (select max(part_id) from sample) as last
     from inventory_figures f, change`,
  { count: bigint, sample_parts: json<UndocumentedParts['sample_parts']>(), last: nullable(int) },
)

const PAGE_OF_OUT_OF_STOCK = partsOf(
  `lack is not null and (-needed, key) > (-$2::bigint, coalesce(${keyOfPart('$3::bigint')}, ''))`,
  'order by -needed, key limit $1',
  'part_id, key, needed',
)

/**
 * At most `$1` parts that have run out: those that kits need most of first, then by key. They come behind the one with the id `$3`, of
 * which `$2` pieces are needed.
 */
export const OUT_OF_STOCK = statement(
  `with ${markedParts()}
   select p.id, missing.needed as position, missing.key as part_key, ${shortDescriptionSql('p.description')} as description,
          t.name as type_name, missing.needed as needed_quantity,
          (select iso_utc(max(h.timestamp)) from quantity_history h where h.part_id = missing.part_id) as last_change_at
     from (select part_id, key, needed from (${PAGE_OF_OUT_OF_STOCK}) lacking order by -needed, key limit $1) missing
     join parts p on p.id = missing.part_id
     left join types t on t.id = p.type_id
    order by -missing.needed, missing.key`,
  {
    id: int,
    position: bigint,
    part_key: text(),
    description: text(),
    type_name: nullable(text()),
    needed_quantity: bigint,
    last_change_at: nullable(text()),
  },
)
