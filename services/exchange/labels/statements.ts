import { int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { jsonList } from '../../json-list.ts'

/** The parts with the keys `$1`, with the place where most pieces of each lie. */
export const LABELLED_PARTS = statement(
  `select p.key, p.description, p.package, p.voltage_rating, p.manufacturer_code,
          (select l.box_no || '-' || l.loc_no from part_locations l where l.part_id = p.id
            order by l.qty desc, l.box_no, l.loc_no limit 1) as place
     from parts p where p.key = any ($1::text[])`,
  {
    key: text(),
    description: text(),
    package: nullable(text()),
    voltage_rating: nullable(text()),
    manufacturer_code: nullable(text()),
    place: nullable(text()),
  },
)

/** The locations with the addresses `$1`, such as "7-12". */
export const LABELLED_LOCATIONS = statement(
  `select l.box_no || '-' || l.loc_no as address, b.description
     from unnest($1::text[]) as wanted (address)
     join locations l on l.box_no = split_part(wanted.address, '-', 1)::int
                     and l.loc_no = split_part(wanted.address, '-', 2)::int
     join boxes b on b.id = l.box_id`,
  { address: text(), description: text() },
)

/** The boxes with the numbers `$1`. */
export const LABELLED_BOXES = statement(
  'select box_no, description, capacity from boxes where box_no = any ($1::int[])',
  { box_no: int, description: text(), capacity: int },
)

/** A slot of a box. */
export interface SlotRow {
  loc_no: number
  parts: { key: string; description: string; qty: number }[]
}

/** The slots of the boxes with the numbers `$1` and what lies in them. */
export const SLOTS_OF_BOXES = statement(
  `select b.box_no,
          ${jsonList(`select l.loc_no,
              ${jsonList(`select p.key, p.description, s.qty from part_locations s join parts p on p.id = s.part_id
                           where s.location_id = l.id order by p.key`)} as parts
             from locations l where l.box_id = b.id order by l.loc_no`)} as slots
     from boxes b where b.box_no = any ($1::int[])`,
  { box_no: int, slots: json<SlotRow[]>() },
)

/** The kits with the ids `$1`. */
export const LABELLED_KITS = statement('select id, name, description from kits where id = any ($1::int[])', {
  id: int,
  name: text(),
  description: nullable(text()),
})

/** The pick lists with the ids `$1`. */
export const LABELLED_PICK_LISTS = statement(
  `select l.id, k.name, l.requested_units from kit_pick_lists l join kits k on k.id = l.kit_id
    where l.id = any ($1::int[])`,
  { id: int, name: text(), requested_units: int },
)
