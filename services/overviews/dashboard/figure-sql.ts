import { beginOf, LEDGER_COUNTS } from './hour-sql.ts'

/*
 * Figures of the inventory are kept, and whatever changes what they are made of leaves a mark in the same transaction.
 * A statement that reads figures counts the marked parts and boxes anew, all in its one snapshot: what is not marked is
 * as it was counted. So the figures are exact at any moment, and cost as much as has changed since the last poll.
 */

/** A stocked part with so many pieces or fewer is low. */
const LOW_STOCK = 5

/** What is true of the figures of a low part, as the index of parts with few pieces has it. */
export const IS_LOW = `pieces > 0 and pieces <= ${LOW_STOCK}`

/** SQL for whether a query has a row. With a limit it is asked for each part, and never for all of them at once. */
function has(query: string): string {
  return `(select true ${query} limit 1)`
}

/**
 * Counts parts anew: SQL for the rows of `part_figures` of the parts whose ids `parts` has as `part_id`. What has run out is known
 * by its key, and with the pieces that active kits need of it.
 */
function countedParts(parts: string): string {
  const history = has('from quantity_history h where h.part_id = p.id')
  const document = has('from attachments a where a.attachment_set_id = p.attachment_set_id')
  return `
    select p.id as part_id, p.type_id, coalesce(stock.pieces, 0)::bigint as pieces,
           coalesce(stock.pieces <= ${LOW_STOCK}, false) as is_low, lacking.lack,
           case when lacking.lack is not null then p.key end as key,
           case when lacking.lack is not null then coalesce(need.pieces, 0) end as needed,
           ${document} is null as is_undocumented
      from ${parts} marked
      join parts p on p.id = marked.part_id
      left join lateral (select sum(l.qty) as pieces from part_locations l where l.part_id = p.id) stock on true
      left join lateral (
        select sum(c.required_per_unit::bigint * k.build_target)::bigint as pieces
          from kit_contents c join kits k on k.id = c.kit_id
         where stock.pieces is null and c.part_id = p.id and k.status = 'active' and k.build_target > 0) need on true
     cross join lateral (
       select case when stock.pieces is not null then null when need.pieces is not null then 'needed'
                   when ${history} then 'not_needed' end as lack) lacking`
}

/**
 * Common tables: the marked parts (`marked`), what is true of them (`counted`) and what is kept of them (`kept`).
 *
 * @param marks SQL for rows of `figure_marks`.
 */
export function markedParts(marks = 'figure_marks'): string {
  return `
    marked as materialized (select distinct part_id from ${marks} where part_id is not null),
    counted as materialized (${countedParts('marked')}),
    kept as materialized (select f.* from part_figures f join marked on marked.part_id = f.part_id),
    differing as (
      select 1 as sign, type_id, pieces, is_low, lack, is_undocumented from counted
      union all select -1, type_id, pieces, is_low, lack, is_undocumented from kept)`
}

const SUMS = {
  parts: 'sum(sign)',
  pieces: 'sum(sign * pieces)',
  low: 'sum(sign) filter (where is_low)',
  needed: `sum(sign) filter (where lack = 'needed')`,
  not_needed: `sum(sign) filter (where lack = 'not_needed')`,
  undocumented: 'sum(sign) filter (where is_undocumented)',
}

/** Common table `change`, after `markedParts`: by how much the sums that are kept differ from the truth. */
export const CHANGE_OF_SUMS = `change as (
  select ${Object.entries(SUMS)
    .map(([name, sum]) => `coalesce(${sum}, 0)::bigint as ${name}`)
    .join(', ')} from differing)`

/** What brings the kept sums `f` up to date, after `CHANGE_OF_SUMS`. */
export const NEW_SUMS = Object.keys(SUMS)
  .map((name) => `${name} = f.${name} + change.${name}`)
  .join(', ')

/**
 * The parts of which a condition on the columns of `part_figures` is true, with some of these; after `markedParts`.
 *
 * @param ofKept SQL that may bound how many of the kept ones are needed.
 */
export function partsOf(condition: string, ofKept = '', columns = 'part_id, pieces'): string {
  return `
    (select ${columns} from part_figures f
      where ${condition} and not exists (select from marked where marked.part_id = f.part_id) ${ofKept})
    union all select ${columns} from counted where ${condition}`
}

/** Counts boxes anew: SQL for the rows of `box_figures` of the boxes whose numbers `boxes` has as `box_no`. */
export function countedBoxes(boxes: string): string {
  return `
    select marked.box_no, held.occupied, held.pieces, held.slots
      from (select distinct box_no from ${boxes} where box_no is not null) marked,
           lateral (
             select count(*) as occupied, coalesce(sum(slot.pieces), 0)::bigint as pieces,
                    coalesce(array_agg(slot.loc_no order by slot.loc_no), '{}') as slots
               from (select loc_no, sum(qty) as pieces from part_locations l where l.box_no = marked.box_no group by loc_no) slot
           ) held`
}

/** Joined to types `t`, after `markedParts`: how many parts they have, as `of_type.parts`. */
export const PARTS_OF_TYPES = `
  left join type_figures kept_of_type on kept_of_type.type_id = t.id
  left join (
    select type_id, sum(sign)::bigint as parts from differing where type_id is not null group by type_id
  ) change_of_type on change_of_type.type_id = t.id,
  lateral (select coalesce(kept_of_type.parts, 0) + coalesce(change_of_type.parts, 0) as parts) of_type`

/** Joined to boxes `b`: how many of their locations hold parts, as `used.count`. */
export const USED_LOCATIONS = `
  left join box_figures kept on kept.box_no = b.box_no
  left join (${countedBoxes('figure_marks')}) counted on counted.box_no = b.box_no,
  lateral (select coalesce(counted.occupied, kept.occupied, 0) as count) used`

/** The present day, in UTC as all days are. */
export const TODAY = "(now() at time zone 'UTC')::date"

/** So many days before the present one are shown at most, and kept. */
export const DAYS_SHOWN = 366

/**
 * Days that can be kept: what is written now may belong to the last two, by transactions that are still open as well. Triggers
 * mark the day of what is written later with an older time.
 */
export const SETTLED_DAYS = `
  select d::date as day from generate_series(${TODAY} - ${DAYS_SHOWN},
    (now() at time zone 'UTC' - interval '72 hours')::date, interval '1 day') d`

/** Counts days anew: SQL for the rows of `day_figures` of the days that `days` has as `day`. */
export function countedDays(days: string): string {
  return `
    select d.day, moved.came, moved.went
      from ${days} d,
           lateral (select ${LEDGER_COUNTS} from quantity_history
                     where timestamp >= ${beginOf('d.day')} and timestamp < ${beginOf('d.day + 1')}) moved`
}
