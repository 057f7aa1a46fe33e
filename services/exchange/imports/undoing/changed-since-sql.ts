import { changedFields, changedSince } from '../../made-records/part-state-sql.ts'
import { WRITTEN_RECORDS } from '../writing/made-record-sql.ts'

const NOTED = "(w.before -> 'made')"

/**
 * SQL for the records of `written w`, other than parts, that somebody has changed since the import: `import_id` and
 * `reason`. Imports from before states were noted have none.
 */
export const CHANGED_SINCE = Object.entries(WRITTEN_RECORDS)
  .filter(([entity]) => entity !== 'part')
  .map(
    ([entity, { from, id, name, state, isSaidBy }]) => `
     select w.import_id, ${changedSince(name, changedFields(NOTED, 'state.now'))}
       from ${from} join written w on w.entity_id = ${id} cross join lateral (select ${state} as now) state
      where w.entity = '${entity}' and ${NOTED} <> state.now${
        isSaidBy === undefined
          ? ''
          : ` and not exists (select from written o where o.import_id = w.import_id and ${isSaidBy})`
      }`,
  )
  .join(' union all ')
