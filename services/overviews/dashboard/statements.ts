import { bigint, float, int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { shortDescriptionSql } from '../../catalogue/parts/short-description.ts'
import { jsonList } from '../../json-list.ts'
import { ledgerPosition, WHY_COLUMNS, WHY_JOIN, WHY_ROW } from '../../stock/operations/why-sql.ts'
import type { UndocumentedParts } from './schemas.ts'

/** A stocked part with so many pieces or fewer is low. */
const LOW_STOCK = 5

/**
 * SQL for the parts with at most `limit` pieces, as `part_id` and `qty`. Only a part that has no larger pile can be one,
 * so the stock of all others is not added up.
 *
 * @param limit SQL for the number. A constant up to five is answered from an index.
 */
function lowParts(limit: string): string {
  return `
    select part_id, total.qty
      from (select distinct part_id from part_locations where qty <= ${limit}) candidates,
           lateral (select sum(l.qty) as qty from part_locations l where l.part_id = candidates.part_id) total
     where total.qty <= ${limit}`
}

/** Counts of everything, pieces in stock, and the stock movements of the last 7 and 30 days. */
export const STATS = statement(
  `select (select count(*) from parts) as total_parts,
          (select coalesce(sum(qty), 0)::bigint from part_locations) as total_quantity,
          (select count(*) from boxes) as total_boxes,
          (select count(*) from types) as total_types,
          (select count(*) from quantity_history where timestamp >= now() - interval '168 hours') as changes_7d,
          (select count(*) from quantity_history where timestamp >= now() - interval '720 hours') as changes_30d,
          (select count(*) from (${lowParts(String(LOW_STOCK))}) low) as low_stock_count`,
  {
    total_parts: bigint,
    total_quantity: bigint,
    total_boxes: bigint,
    total_types: bigint,
    changes_7d: bigint,
    changes_30d: bigint,
    low_stock_count: bigint,
  },
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

/** Every box with how much of it is in use, by number. */
export const STORAGE_SUMMARY = statement(
  `select b.box_no, b.description, b.capacity as total_locations, coalesce(used.count, 0) as occupied_locations,
          round(coalesce(used.count, 0) * 100.0 / b.capacity, 1)::float8 as usage_percentage
     from boxes b
     left join (select box_no, count(distinct loc_no) as count from part_locations group by box_no) used using (box_no)
    order by b.box_no`,
  {
    box_no: int,
    description: text(),
    total_locations: int,
    occupied_locations: bigint,
    usage_percentage: float,
  },
)

/** Stocked parts with at most `$1` pieces, the fewest first. */
export const LOW_STOCK_PARTS = statement(
  `select p.key as part_key, ${shortDescriptionSql('p.description')} as description, t.name as type_name, s.qty::int as current_quantity
     from (${lowParts('$1')}) s
     join parts p on p.id = s.part_id
     left join types t on t.id = p.type_id
    order by s.qty, p.key`,
  { part_key: text(), description: text(), type_name: nullable(text()), current_quantity: int },
)

/** Every type with the number of its parts, the most common first. */
export const CATEGORY_DISTRIBUTION = statement(
  `select t.name as type_name, coalesce(c.count, 0) as part_count
     from types t left join (select type_id, count(*) as count from parts group by type_id) c on c.type_id = t.id
    order by part_count desc, t.name`,
  { type_name: text(), part_count: bigint },
)

const WITHOUT_DOCUMENTS = 'not exists (select 1 from attachments a where a.attachment_set_id = p.attachment_set_id)'
const COUNT_WITHOUT_DOCUMENTS = `select count(*) as count from parts p where ${WITHOUT_DOCUMENTS}`
const SAMPLE_WITHOUT_DOCUMENTS = `
  select p.key as part_key, ${shortDescriptionSql('p.description')} as description, t.name as type_name
    from parts p left join types t on t.id = p.type_id
   where ${WITHOUT_DOCUMENTS} order by p.id limit $1`

/** How many parts have no attachment. */
export const COUNT_UNDOCUMENTED = statement(COUNT_WITHOUT_DOCUMENTS, { count: bigint })

/** The parts without an attachment: their number, and the `$1` oldest of them. */
export const UNDOCUMENTED_PARTS = statement(
  `select (${COUNT_WITHOUT_DOCUMENTS}) as count, ${jsonList(SAMPLE_WITHOUT_DOCUMENTS)} as sample_parts`,
  { count: bigint, sample_parts: json<UndocumentedParts['sample_parts']>() },
)

/** What active kits need of each part in all; a kit for no units needs nothing. */
const NEEDS = `
  select c.part_id, sum(c.required_per_unit::bigint * k.build_target)::bigint as qty
    from kit_contents c join kits k on k.id = c.kit_id
   where k.status = 'active' and k.build_target > 0 group by c.part_id`

/** The parts `p` of which there are no pieces, but were once, or are needed: `need.qty` is null for the former. */
const MISSING = `
    from parts p left join (${NEEDS}) need on need.part_id = p.id
   where not exists (select 1 from part_locations s where s.part_id = p.id)
     and (need.part_id is not null or exists (select 1 from quantity_history h where h.part_id = p.id))`

/** At most `$1` parts that have run out: those that kits need most of first, then by key. */
export const OUT_OF_STOCK = statement(
  `select missing.key as part_key, ${shortDescriptionSql('missing.description')} as description, t.name as type_name, missing.needed_quantity,
          (select iso_utc(max(h.timestamp)) from quantity_history h where h.part_id = missing.id) as last_change_at
     from (select p.id, p.key, p.description, p.type_id, coalesce(need.qty, 0) as needed_quantity ${MISSING}
            order by needed_quantity desc, p.key limit $1) missing
     left join types t on t.id = missing.type_id
    order by missing.needed_quantity desc, missing.key`,
  {
    part_key: text(),
    description: text(),
    type_name: nullable(text()),
    needed_quantity: bigint,
    last_change_at: nullable(text()),
  },
)

/** How many parts have run out: those that an active kit needs, and the others. */
export const COUNT_OUT_OF_STOCK = statement(
  `select count(*) filter (where need.part_id is not null) as needed,
          count(*) filter (where need.part_id is null) as not_needed ${MISSING}`,
  { needed: bigint, not_needed: bigint },
)
