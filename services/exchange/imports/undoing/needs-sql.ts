import type { RecordKind } from '../../../stock/operations/changed-records.ts'
import type { UndoEntity } from '../writing/undo-log.ts'

/** What may need a record, and how people are told. */
interface Need {
  /** SQL for those that need it: their `name`, and whether the import `$1` has written that, `is_own`. */
  users: string
  /** What is said of one of them; `%` stands for its name. */
  one: string
  /** What is said of several, after their number. */
  many: string
}

/** A record that imports make and that something else may need afterwards. */
interface NeededRecord {
  entity: UndoEntity
  record: RecordKind
  /** The table with an alias, and SQL for the id and the name. */
  from: string
  id: string
  name: string
  needs: readonly Need[]
}

const wrote = (entity: UndoEntity, id: string) =>
  `exists (select from import_undo o where o.import_id = $1 and o.entity = '${entity}' and o.entity_id = ${id})`

/** SQL for the key of a part. Its id decides, so the key is read only where it is said. */
const keyOf = (id: string) => `(select p.key from parts p where p.id = ${id})`

/** SQL for whether the import has replaced what a list `list` held, and named the seller `s` there for the first time. */
const REPLACED_LIST = `exists (
  select from import_undo o where o.import_id = $1 and o.entity = 'list_content' and o.entity_id = list.id
     and not (o.before #> '{from,lines}') @> jsonb_build_array(jsonb_build_object('seller', s.name))
     and not (o.before #> '{from,groups}') @> jsonb_build_array(jsonb_build_object('seller', s.name)))`

/** SQL for whether a line `l` of a shopping list has its seller from the import. */
const GAVE_SELLER = `(${wrote('list_line', 'l.id')} or ${REPLACED_LIST} or exists (
  select from import_undo o where o.import_id = $1 and o.entity = 'list_line_pieces' and o.entity_id = l.id
                              and o.before ->> 'seller' = l.seller_id::text))`

/** SQL for whether a column `g` of a shopping list is of the import, or goes with a list of the import. */
const GAVE_COLUMN = `(${wrote('list_column', 'g.id')} or ${REPLACED_LIST} or (${wrote('list', 'g.shopping_list_id')} and not exists (
  select from shopping_list_lines l where l.shopping_list_id = g.shopping_list_id and not ${wrote('list_line', 'l.id')})))`

/**
 * SQL for whether the receipt `e` does not count any more once the import is undone. What was undone of a scan may be done
 * again, and says then from whom it came.
 *
 * @param id SQL for the id of the import.
 */
export function isTakenBack(id: string): string {
  return `(e.import_id = ${id} or exists (select from imports i where i.id = e.import_id and i.status = 'undone')) is true`
}

export const NEEDED_RECORDS: readonly NeededRecord[] = [
  {
    entity: 'list',
    record: 'shopping_list',
    from: 'shopping_lists s',
    id: 's.id',
    name: 's.name',
    needs: [
      {
        users: `select ${keyOf('l.part_id')} as name, ${wrote('list_line', 'l.id')} as is_own
                  from shopping_list_lines l where l.shopping_list_id = s.id`,
        one: 'the part % is on it',
        many: 'other parts are on it, such as %',
      },
    ],
  },
  {
    entity: 'type',
    record: 'type',
    from: 'types t',
    id: 't.id',
    name: 't.name',
    needs: [
      {
        users: `select p.key as name, (${wrote('part', 'p.id')} or exists (
                         select from import_undo o where o.import_id = $1 and o.entity = 'part_fields' and o.entity_id = p.id
                                                     and o.before #>> '{type_id,to}' = p.type_id::text)) as is_own
                  from parts p where p.type_id = t.id`,
        one: 'the part % has it',
        many: 'other parts have it, such as %',
      },
    ],
  },
  {
    entity: 'seller',
    record: 'seller',
    from: 'sellers s',
    id: 's.id',
    name: 's.name',
    needs: [
      {
        users: `select ${keyOf('n.part_id')} as name,
                       ${wrote('seller_part', 'n.id')} or ${wrote('part', 'n.part_id')} as is_own
                  from seller_parts n where n.seller_id = s.id
                union all
                select ${keyOf('n.part_id')}, ${wrote('seller_link', 'n.id')} or ${wrote('part', 'n.part_id')}
                  from part_sellers n where n.seller_id = s.id`,
        one: 'the part % names it',
        many: 'other parts name it, such as %',
      },
      {
        users: `select list.name, ${GAVE_SELLER} as is_own
                  from shopping_list_lines l join shopping_lists list on list.id = l.shopping_list_id
                 where l.seller_id = s.id
                union all
                select list.name, ${GAVE_COLUMN}
                  from shopping_list_sellers g join shopping_lists list on list.id = g.shopping_list_id
                 where g.seller_id = s.id`,
        one: 'the list % names it',
        many: 'lists name it, such as %',
      },
      {
        users: `select e.id::text as name, ${isTakenBack('$1')} as is_own from receipts e where e.seller_id = s.id`,
        one: 'a receipt names it',
        many: 'receipts name it',
      },
    ],
  },
  {
    entity: 'box',
    record: 'box',
    from: 'boxes b',
    id: 'b.box_no',
    name: 'b.box_no::text',
    needs: [
      {
        users: `select ${keyOf('l.part_id')} as name,
                       l.qty is not distinct from (
                         select sum(h.delta_qty) from quantity_history h join imports i on i.operation_id = h.operation_id
                          where i.id = $1 and h.part_id = l.part_id
                            and h.location_reference = l.box_no || '-' || l.loc_no) as is_own
                  from part_locations l where l.box_no = b.box_no`,
        one: 'the part % lies in it',
        many: 'parts lie in it, such as %',
      },
      {
        users: `select k.name, false as is_own
                  from locations l join kit_pick_list_lines line on line.location_id = l.id
                  join kit_contents c on c.id = line.kit_content_id join kits k on k.id = c.kit_id
                 where l.box_id = b.id`,
        one: 'a pick list of the kit % names it',
        many: 'pick lists of kits name it, such as that of %',
      },
    ],
  },
]
