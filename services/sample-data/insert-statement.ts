import { int, type Statement, statement } from '../../plugins/database/statement.ts'

/**
 * A statement that inserts rows given as a JSON array of objects (`$1`), in their order, and answers their ids.
 *
 * @param columns the columns with their PostgreSQL types.
 */
export function insertStatement(table: string, columns: Readonly<Record<string, string>>): Statement<{ id: number }> {
  const names = Object.keys(columns).join(', ')
  const types = Object.entries(columns).map(([name, type]) => `${name} ${type}`)
  return statement(
    `insert into ${table} (${names})
     select ${names} from rows from (jsonb_to_recordset($1::jsonb) as (${types.join(', ')})) with ordinality
      order by ordinality returning id`,
    { id: int },
  )
}
