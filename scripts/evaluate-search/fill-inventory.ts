import type { Database } from '../../plugins/database/database.ts'
import type { ShelvedPart } from './labelled-part.ts'

const ADD_NAMES = `
  with types_added as (
    insert into types (name) select distinct type from json_to_recordset($1::json) as p (type text)
    on conflict (name) do nothing),
  boxes_added as (
    insert into boxes (box_no, description, capacity)
    select number, 'Box ' || number, 1000 from generate_series(1, 40) number returning id, box_no),
  locations_added as (
    insert into locations (box_id, box_no, loc_no)
    select id, box_no, place from boxes_added, generate_series(1, 60) place)
  insert into sellers (name, website)
  select distinct seller, 'https://' || lower(seller) || '.example'
    from json_to_recordset($1::json) as p (seller text)`

/** Each part is a second newer than the one before. */
const ADD_PARTS = `
  with given as materialized (
    select p.*, row_number() over () as place
      from json_to_recordset($1::json) as p (key text, type text, maker text, number text, description text, tags text[],
             package text, pins int, pitch text, series text, dimensions text, mounting text, voltage text, input text,
             output text)),
  documents as (insert into attachment_sets (created_at) select now() from given returning id),
  numbered as (select id, row_number() over () as place from documents)
  insert into parts (key, manufacturer_code, type_id, description, tags, manufacturer, package, pin_count, pin_pitch,
                     series, dimensions, mounting_type, voltage_rating, input_voltage, output_voltage,
                     attachment_set_id, created_at)
  select g.key, g.number, t.id, g.description, g.tags, g.maker, g.package, g.pins, g.pitch, g.series, g.dimensions,
         g.mounting, g.voltage, g.input, g.output, n.id, now() + g.place * interval '1 second'
    from given g join numbered n using (place) join types t on t.name = g.type`

const ADD_STOCK_AND_LINKS = `
  with given as materialized (
    select * from json_to_recordset($1::json) as p (key text, seller text, stock json)),
  links as (
    insert into part_sellers (part_id, seller_id, link)
    select p.id, s.id, s.website || '/' || p.key from given g join parts p using (key) join sellers s on s.name = g.seller)
  insert into part_locations (part_id, box_no, loc_no, location_id, qty)
  select p.id, l.box_no, l.loc_no, l.id, (g.stock->>'quantity')::int
    from given g join parts p using (key)
    join locations l on l.box_no = (g.stock->>'box')::int and l.loc_no = (g.stock->>'location')::int
   where g.stock is not null`

/** Fills an empty inventory with the parts that searches are tried on. Their search documents are not written yet. */
export async function fillInventory(db: Database, parts: readonly ShelvedPart[]): Promise<void> {
  const given = [JSON.stringify(parts)]
  await db.query(ADD_NAMES, given)
  await db.query(ADD_PARTS, given)
  await db.query(ADD_STOCK_AND_LINKS, given)
}
