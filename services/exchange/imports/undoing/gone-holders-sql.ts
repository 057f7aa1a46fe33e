type Holder = 'kit' | 'list'

const WORDS = {
  kit: {
    table: 'kits',
    records: "'kit', 'kit_line'",
    one: 'kit',
    line: 'kit_line',
    of: 'in the kit',
    contents: 'kit_contents',
    owner: 'kit_id',
  },
  list: {
    table: 'shopping_lists',
    records: "'shopping_list', 'shopping_list_line', 'shopping_list_group'",
    one: 'list',
    line: 'shopping_list_line',
    of: 'on the list',
    contents: 'shopping_list_lines',
    owner: 'shopping_list_id',
  },
} as const

/** What the operation of an import `w.import_id` has noted of the records that it has changed: the first of them. */
const NOTED = `
  imports i join operations o on o.id = i.operation_id
  cross join lateral jsonb_to_recordset(o.detail #> '{changes,records,first}')
                     as noted (record text, id int, name text, part_key text, change text)`

/**
 * SQL that says that a kit or a list was deleted that an import has changed, by the name that it had then.
 *
 * @param id SQL for the id that it had, with a row `w` of `written`.
 */
export function holderGone(holder: Holder, id: string): string {
  const { records, one } = WORDS[holder]
  return `(select coalesce('the ${one} ' || min(noted.name), 'a ${one} that it has changed') || ' was deleted'
             from ${NOTED} where i.id = w.import_id and noted.id = ${id} and noted.record in (${records}))`
}

/**
 * SQL for what is in the way where lines of kits or of lists that an import has changed were deleted: `import_id` and `reason`. The
 * lines are named as they were noted then.
 *
 * @param gone SQL for whether the line of a row `w` of `written` is gone.
 */
export function linesGone(holder: Holder, gone: string): string {
  const { table, one, line, of, contents, owner } = WORDS[holder]
  return `
  select w.import_id, coalesce(said.reason, 'a line of a ${one} that it has changed was deleted')
    from (select distinct w.import_id from written w where ${gone}) w
    left join lateral (
      select case when exists (select from ${table} h where h.id = noted.id)
                  then 'the line of ' || noted.part_key || ' ${of} ' || noted.name || ' was deleted'
                  else 'the ${one} ' || noted.name || ' was deleted' end as reason
        from ${NOTED}
       where i.id = w.import_id and noted.record = '${line}' and noted.change = 'changed'
         and not exists (select from ${contents} c where c.${owner} = noted.id
                            and c.part_id = (select id from parts where key = noted.part_key))) said on true`
}
