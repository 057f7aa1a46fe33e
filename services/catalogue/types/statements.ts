import { changedInRows } from '../../../plugins/database/change.ts'
import { bigint, int, statement, text } from '../../../plugins/database/statement.ts'

const TYPE = { id: int, name: text(), created_at: text(), updated_at: text() }
const COLUMNS = 't.id, t.name, iso_utc(t.created_at) as created_at, iso_utc(t.updated_at) as updated_at'

export const ALL_TYPES = statement(`select ${COLUMNS} from types t order by t.name, t.id`, TYPE)

/** All types with the number of their parts. */
export const ALL_TYPES_WITH_COUNTS = statement(
  `select ${COLUMNS}, count(p.id)::int as part_count
     from types t left join parts p on p.type_id = t.id
    group by t.id order by t.name, t.id`,
  { ...TYPE, part_count: int },
)

/** The type with the id `$1`. */
export const TYPE_BY_ID = statement(`select ${COLUMNS}, t.version from types t where t.id = $1`, {
  ...TYPE,
  version: bigint,
})

/** Locks the type with the id `$1` against changes of its fields; parts may still get it. */
export const LOCK_TYPE_FIELDS = statement('select version from types where id = $1 for no key update', {
  version: bigint,
})

/** Deletes the type with the id `$1`. */
export const DELETE_TYPE = statement(
  'delete from types where id = $1 returning id',
  { id: int },
  changedInRows('type', 'id'),
)

/** Adds those of the names `$1` that are missing, in their order. */
export const ADD_MISSING_TYPES = statement(
  `insert into types (name)
   select listed.name from unnest($1::text[]) with ordinality as listed (name, position)
    where not exists (select 1 from types t where t.name = listed.name)
    order by listed.position
   on conflict (name) do nothing returning id`,
  { id: int },
  changedInRows('type', 'id'),
)
