import type { Database } from '../../plugins/database/database.ts'

/** Adds a box with its locations. @returns its number. */
export async function addBox(db: Database, capacity: number, description = 'Box'): Promise<number> {
  const [box] = await db.query<{ box_no: number }>(
    `with box as (insert into boxes (description, capacity) values ($1, $2) returning id, box_no, capacity),
          places as (insert into locations (box_id, box_no, loc_no)
                     select id, box_no, loc_no from box, generate_series(1, capacity) loc_no)
     select box_no from box`,
    [description, capacity],
  )
  if (!box) throw new Error('no box was added')
  return box.box_no
}

/** Adds a type. @returns its id. */
export async function addType(db: Database, name: string): Promise<number> {
  const [type] = await db.query<{ id: number }>('insert into types (name) values ($1) returning id', [name])
  if (!type) throw new Error('no type was added')
  return type.id
}

/** Adds a part with an empty document set. @returns its id. */
export async function addPart(db: Database, key: string, fields: { typeId?: number } = {}): Promise<number> {
  const [part] = await db.query<{ id: number }>(
    `with documents as (insert into attachment_sets default values returning id)
     insert into parts (key, description, type_id, attachment_set_id)
     select $1::text, 'Part ' || $1::text, $2::int, id from documents returning id`,
    [key, fields.typeId ?? null],
  )
  if (!part) throw new Error('no part was added')
  return part.id
}

/** Puts pieces of a part into a location, with the history row that explains them. */
export async function addStock(db: Database, partId: number, boxNo: number, locNo: number, qty: number): Promise<void> {
  await db.query(
    `with stock as (
       insert into part_locations (part_id, box_no, loc_no, location_id, qty)
       select $1, box_no, loc_no, id, $4 from locations where box_no = $2 and loc_no = $3
       returning part_id, qty, box_no || '-' || loc_no as place
     )
     insert into quantity_history (part_id, delta_qty, location_reference) select part_id, qty, place from stock`,
    [partId, boxNo, locNo, qty],
  )
}
