import { USES_OF_PART } from '../../made-records/built-on-parts-sql.ts'
import { PART_STATE } from '../../made-records/part-state-sql.ts'
import type { UndoEntity } from './undo-log.ts'

/** How a record that an import has written is read again. All of it is SQL. */
export interface WrittenRecord {
  /** Tables, with aliases. */
  from: string
  /** What `import_undo.entity_id` is of it. */
  id: string
  /** What people call it. */
  name: string
  /** What it is at this moment, as a JSON object. */
  state: string
  /** Which records need no note, as the part or the kit that was made with them has one: `given_parts`, `given_kits`. */
  unless?: string
  /** Records of the same import that say the same of it already, of `written o`. */
  isSaidBy?: string
}

/** A long list is noted by its digest: it is only compared. */
const digest = (list: string) => `(select md5(coalesce(jsonb_agg(row), '[]')::text) from (${list}) rows (row))`

const ALTERNATES = `array(select a.part_id from kit_alternates a where a.kit_content_id = c.id order by a.rank)`
const UNFITTED = digest(`
  select jsonb_build_array(u.part_id, u.quantity, u.designators, u.value, u.note) from kit_unfitted u
   where u.kit_id = k.id order by 1`)

const KIT_LINE: WrittenRecord = {
  from: 'kit_contents c join kits k on k.id = c.kit_id join parts p on p.id = c.part_id',
  id: 'c.id',
  name: "'the line of ' || p.key || ' in the kit ' || k.name",
  state: `jsonb_build_object('required_per_unit', c.required_per_unit, 'note', c.note, 'designators', c.designators,
            'alternates', ${ALTERNATES})`,
  unless: 'c.kit_id in (select entity_id from given_kits)',
  isSaidBy: "o.entity = 'kit' and o.entity_id = k.id",
}

/**
 * The records whose state is noted at the end of an import, so that it shows when somebody has changed them since: those
 * that it has made, and those of which taking it back would set more than it has noted.
 */
export const WRITTEN_RECORDS: Partial<Record<UndoEntity, WrittenRecord>> = {
  part: { from: 'parts p', id: 'p.id', name: "'the part ' || p.key", state: PART_STATE },
  type: { from: 'types t', id: 't.id', name: "'the type ' || t.name", state: "jsonb_build_object('name', t.name)" },
  seller: {
    from: 'sellers s',
    id: 's.id',
    name: "'the seller ' || s.name",
    state: "jsonb_build_object('name', s.name, 'website', s.website, 'logo', s.logo_s3_key)",
  },
  box: {
    from: 'boxes b',
    id: 'b.box_no',
    name: "'the box ' || b.box_no",
    state: "jsonb_build_object('description', b.description, 'capacity', b.capacity)",
  },
  seller_part: {
    from: 'seller_parts n join sellers s on s.id = n.seller_id join parts p on p.id = n.part_id',
    id: 'n.id',
    name: "'the number ' || n.number || ' of ' || s.name || ' for the part ' || p.key",
    state: `jsonb_build_object('part_id', n.part_id, 'number', n.number, 'link', n.link, 'min_quantity', n.min_quantity,
              'multiple', n.multiple)`,
    unless: 'n.part_id in (select entity_id from given_parts)',
  },
  seller_link: {
    from: 'part_sellers n join sellers s on s.id = n.seller_id join parts p on p.id = n.part_id',
    id: 'n.id',
    name: "'the link to ' || s.name || ' of the part ' || p.key",
    state: "jsonb_build_object('link', n.link)",
  },
  kit: {
    from: 'kits k',
    id: 'k.id',
    name: "'the kit ' || k.name",
    state: `jsonb_build_object('name', k.name, 'description', k.description, 'status', k.status,
              'build_target', k.build_target, 'unfitted', ${UNFITTED}, 'lines', ${digest(`
                select jsonb_build_array(c.part_id, c.required_per_unit, c.note, c.designators, ${ALTERNATES})
                  from kit_contents c where c.kit_id = k.id order by c.part_id`)})`,
  },
  kit_fields: {
    from: 'kits k',
    id: 'k.id',
    name: "'the kit ' || k.name",
    state: "jsonb_build_object('build_target', k.build_target)",
  },
  kit_line: KIT_LINE,
  kit_line_fields: KIT_LINE,
  kit_unfitted: {
    from: 'kits k',
    id: 'k.id',
    name: "'the kit ' || k.name",
    state: `jsonb_build_object('unfitted', ${UNFITTED})`,
  },
  list: {
    from: 'shopping_lists s',
    id: 's.id',
    name: "'the list ' || s.name",
    state: `jsonb_build_object('name', s.name, 'description', s.description, 'status', s.status, 'notes', ${digest(`
              select jsonb_build_array(g.seller_id, g.note) from shopping_list_sellers g
               where g.shopping_list_id = s.id and g.note is not null order by g.seller_id`)})`,
  },
  list_column: {
    from: 'shopping_list_sellers g join sellers s on s.id = g.seller_id join shopping_lists list on list.id = g.shopping_list_id',
    id: 'g.id',
    name: "'the column of ' || s.name || ' on the list ' || list.name",
    state: "jsonb_build_object('note', nullif(g.note, ''))",
  },
  list_line: {
    from: 'shopping_list_lines l join shopping_lists s on s.id = l.shopping_list_id join parts p on p.id = l.part_id',
    id: 'l.id',
    name: "'the line of ' || p.key || ' on the list ' || s.name",
    state: `jsonb_build_object('seller_id', l.seller_id, 'needed', l.needed, 'ordered', l.ordered,
              'note', nullif(l.note, ''))`,
  },
}

const STATES = Object.entries(WRITTEN_RECORDS).map(([entity, { from, id, state, unless = 'false' }]) => {
  const uses = entity === 'part' ? `, 'version', p.version, 'uses', ${USES_OF_PART}` : ''
  return `when '${entity}' then (select jsonb_build_object('made', ${state}${uses}) from ${from} where ${id} = given.entity_id and not (${unless}))`
})

/** SQL for what is noted of the record of a row `given`, besides `given_parts` and `given_kits`: what undoing needs, and its state. */
export const NOTED = `
  nullif(coalesce(given.before, '{}') || coalesce(case given.entity ${STATES.join(' ')} end, '{}'), '{}')`
