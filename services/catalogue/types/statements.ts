import { changedInRows } from '../../../plugins/database/change.ts'
import { bigint, int, statement } from '../../../plugins/database/statement.ts'
import { TYPE_COLUMNS, TYPE_ROW } from './type-sql.ts'

/** All types by name. */
export const ALL_TYPES = statement(`select ${TYPE_COLUMNS} from types t order by t.name, t.id`, TYPE_ROW)

/** The type with the id `$1`. */
export const TYPE_BY_ID = statement(`select ${TYPE_COLUMNS}, t.version from types t where t.id = $1`, {
  ...TYPE_ROW,
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
