import { bigint, int, nullable, statement, text } from '../../../../plugins/database/statement.ts'
import { shortDescriptionSql } from '../../../catalogue/parts/short-description.ts'
import { coverUrlSql } from '../../../documents/documents/cover-sql.ts'
import type { LabelKind } from '../templates/template.ts'

const ROW = {
  queue_item_id: int,
  kind: text<LabelKind>(),
  id: text(),
  copies: int,
  created_at: text(),
  name: nullable(text()),
  place: nullable(text()),
  cover_url: nullable(text()),
}

/** A number in an item, only for kinds that have numbers: the condition of a join does not keep a cast from others. */
function numberSql(kinds: string, part: 1 | 2 = 1): string {
  return `case when q.kind in (${kinds}) then split_part(q.item, '-', ${part})::int end`
}

/** SQL for queued labels with what they are for. @param source the rows of `label_queue`. */
function queuedSql(source: string): string {
  return `select q.id as queue_item_id, q.kind, q.item as id, q.copies, iso_utc(q.created_at) as created_at,
                 case q.kind when 'part' then ${shortDescriptionSql('p.description')}
                             when 'location' then case when l.id is not null then b.description end
                             when 'box' then b.description
                             when 'kit' then k.name
                             else picked.name end as name,
                 (select f.box_no || '-' || f.loc_no from part_locations f where f.part_id = p.id
                   order by f.qty desc, f.box_no, f.loc_no limit 1) as place,
                 ${coverUrlSql('coalesce(p.attachment_set_id, k.attachment_set_id)')} as cover_url
            from ${source} q
            left join parts p on p.key = case q.kind when 'part' then q.item end
            left join boxes b on b.box_no = ${numberSql("'box', 'location'")}
            left join locations l on l.box_id = b.id and l.loc_no = ${numberSql("'location'", 2)}
            left join kits k on k.id = ${numberSql("'kit'")}
            left join kit_pick_lists pl on pl.id = ${numberSql("'pick_list'")}
            left join kits picked on picked.id = pl.kit_id`
}

/** Those of the queued labels `$1` that still wait. */
export const QUEUED_LABELS_AGAIN = statement(
  `${queuedSql('(select * from label_queue where id = any ($1::int[]))')} order by q.id`,
  ROW,
)

/** What `$1` has collected, the oldest first. */
export const QUEUED_LABELS = statement(
  `${queuedSql('(select * from label_queue where owner = $1)')} order by q.id`,
  ROW,
)

/**
 * Has those who add to the queue of `$1` wait for each other until the end of the transaction. What is read afterwards
 * has what the one before added; a statement that waits for the lock itself would not see it.
 */
export const LOCK_QUEUE = statement(
  "select pg_advisory_xact_lock(hashtextextended('label_queue ' || $1, 0))::text as lock",
  {
    lock: text(),
  },
)

/** The labels that `$1` has collected. */
export const COUNT_QUEUED = statement('select coalesce(sum(copies), 0) as labels from label_queue where owner = $1', {
  labels: bigint,
})

/** Adds items for `$1`, given as their kinds `$2`, ids `$3` and copies `$4`, in their order. */
export const ADD_QUEUED = statement(
  `with added as (
     insert into label_queue (owner, kind, item, copies)
     select $1, kind, item, copies
       from unnest($2::text[], $3::text[], $4::int[]) with ordinality as given (kind, item, copies, place) order by place
     returning *)
   ${queuedSql('added')} order by q.id`,
  ROW,
)

/** Wants `$3` copies of the item `$2` of `$1`. */
export const SET_QUEUED_COPIES = statement(
  `with changed as (update label_queue set copies = $3 where owner = $1 and id = $2 returning *)
   ${queuedSql('changed')}`,
  ROW,
)

/** Drops the items `$2` of `$1`; all of them when there is no `$2`. */
export const EMPTY_QUEUE = statement(
  'delete from label_queue where owner = $1 and ($2::int[] is null or id = any ($2::int[]))',
  {},
)

/** Drops the item `$2` of `$1`. */
export const DROP_QUEUED = statement('delete from label_queue where owner = $1 and id = $2 returning id', { id: int })
