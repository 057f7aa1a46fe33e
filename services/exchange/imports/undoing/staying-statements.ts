import { int, statement, text } from '../../../../plugins/database/statement.ts'
import type { RecordKind } from '../../../stock/operations/changed-records.ts'
import { WRITTEN_RECORDS } from '../writing/made-record-sql.ts'
import { NEEDED_RECORDS } from './needs-sql.ts'

/**
 * The records that the import `$1` has made, besides parts and kits, and that are not deleted when it is undone, and what
 * needs them.
 */
export const STAYING_RECORDS = statement(
  NEEDED_RECORDS.map(({ entity, record, from, id, name, needs }) => {
    const others = needs.map(
      ({ users }, place) => `
     cross join lateral (select count(distinct name)::int as count, min(name) as first
                           from (${users}) users where is_own is not true) need_${place}`,
    )
    const words = needs.map(
      ({ one, many }, place) => `
            case need_${place}.count when 0 then null
              when 1 then replace('${one}', '%', need_${place}.first)
              else need_${place}.count || ' ' || replace('${many}', '%', need_${place}.first) end`,
    )
    return `
    select '${record}' as record, ${id} as id, ${name} as name, concat_ws(', ', ${words}) as because
      from import_undo m join ${from} on ${id} = m.entity_id ${others.join('')}
     where m.import_id = $1 and m.entity = '${entity}' and (${needs.map((_, place) => `need_${place}.count > 0`).join(' or ')})`
  }).join(' union all '),
  { record: text<RecordKind>(), id: int, name: text(), because: text() },
)

/**
 * The records that imports have made which are undone by now, that had to stay then, and that nothing but the import `$1`
 * needs. Those that somebody has changed stay.
 */
export const LEFT_RECORDS = statement(
  NEEDED_RECORDS.map(
    ({ entity, record, from, id, name, needs }) => `
    select '${record}' as record, ${id} as id, ${name} as name
      from import_undo m join imports maker on maker.id = m.import_id and maker.status = 'undone'
      join ${from} on ${id} = m.entity_id
     cross join lateral (select bool_and(is_own is true) as is_all
                           from (${needs.map(({ users }) => users).join(' union all ')}) users) need
     where m.entity = '${entity}' and m.import_id <> $1 and need.is_all
       and m.before -> 'made' = ${WRITTEN_RECORDS[entity]?.state ?? 'null'}`,
  ).join(' union all '),
  { record: text<RecordKind>(), id: int, name: text() },
)
