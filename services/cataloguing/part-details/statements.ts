import { int, statement, text } from '../../../plugins/database/statement.ts'

/** The names of the `$1` types with the most parts, sorted. */
export const TYPE_NAMES = statement(
  `select name from (
     select t.name from types t left join parts p on p.type_id = t.id
      group by t.id order by count(p.id) desc, t.name limit $1
   ) used order by name`,
  { name: text() },
)

/** The type with the name `$1`, in whatever case; one in the same case comes first. */
export const TYPE_BY_NAME = statement(
  'select id from types where lower(name) = lower($1) order by name = $1 desc, id limit 1',
  { id: int },
)
