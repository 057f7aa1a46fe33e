import { bigint, int, statement, text } from '../../../../plugins/database/statement.ts'
import type { LabelKind } from '../templates/template.ts'

const ROW = { queue_item_id: int, kind: text<LabelKind>(), id: text(), copies: int, created_at: text() }
const COLUMNS = 'id as queue_item_id, kind, item as id, copies, iso_utc(created_at) as created_at'

/** What `$1` has collected, the oldest first. */
export const QUEUED_LABELS = statement(
  `select ${COLUMNS} from label_queue where owner = $1 order by label_queue.id`,
  ROW,
)

/** The labels that `$1` has collected. Who adds some waits for others who add to the same queue. */
export const COUNT_QUEUED = statement(
  `select coalesce(sum(copies), 0) as labels
     from (select pg_advisory_xact_lock(hashtextextended('label_queue ' || $1, 0))) turn
     left join label_queue on owner = $1`,
  { labels: bigint },
)

/** Adds items for `$1`, given as their kinds `$2`, ids `$3` and copies `$4`, in their order. */
export const ADD_QUEUED = statement(
  `insert into label_queue (owner, kind, item, copies)
   select $1, kind, item, copies
     from unnest($2::text[], $3::text[], $4::int[]) with ordinality as given (kind, item, copies, place) order by place
   returning ${COLUMNS}`,
  ROW,
)

export const EMPTY_QUEUE = statement('delete from label_queue where owner = $1', {})

/** Drops the item `$2` of `$1`. */
export const DROP_QUEUED = statement('delete from label_queue where owner = $1 and id = $2 returning id', { id: int })
