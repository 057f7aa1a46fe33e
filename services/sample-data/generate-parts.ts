import type { Database } from '../../plugins/database/database.ts'

const BATCH = 5000
const BOX_CAPACITY = 60
/** One box for so many parts: a workshop of 3,000 parts has 40 boxes. */
const PARTS_A_BOX = 75

/** 26^4 keys exist; a step that shares no factor with that number visits each of them once. */
const KEY_COUNT = 456_976
const KEY_STEP = 123_457

async function addBoxes(db: Database, count: number): Promise<void> {
  await db.query(
    `with added as (
       insert into boxes (description, capacity)
       select 'Generated box ' || n, $2::int from generate_series(1, $1::int) n
       returning id, box_no, capacity
     )
     insert into locations (box_id, box_no, loc_no)
     select added.id, added.box_no, loc_no from added, generate_series(1, added.capacity) loc_no`,
    [count, BOX_CAPACITY],
  )
}

/**
 * Adds parts with a document set each. Keys come from the sequence that starts at `offset`; those that exist are
 * passed over, so fewer than `count` parts may be added.
 *
 * @returns the ids of the new parts.
 */
async function addParts(db: Database, count: number, offset: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `with candidates as (
       select n, chr(65 + code / 17576) || chr(65 + code / 676 % 26) || chr(65 + code / 26 % 26) || chr(65 + code % 26) as key
         from generate_series($2::bigint, $2::bigint + $1::bigint - 1) n,
              lateral (select (n * $3::bigint % $4::bigint)::int as code) c
     ), fresh as materialized (
       select n, key, row_number() over (order by n) as position from candidates c
        where not exists (select 1 from parts p where p.key = c.key)
     ), sets as materialized (
       insert into attachment_sets (cover_attachment_id) select null from fresh returning id
     ), numbered_sets as (
       select id, row_number() over (order by id) as position from sets
     ), kinds as materialized (
       select id, name, row_number() over (order by id) - 1 as position, count(*) over () as total from types
     )
     insert into parts (key, description, manufacturer_code, manufacturer, type_id, tags, attachment_set_id, package,
                        pin_count, mounting_type, series, created_at, updated_at)
     select f.key, k.name || ' ' || f.n, 'GEN-' || lpad(f.n::text, 7, '0'), 'Maker ' || f.n % 40, k.id,
            array['generated', 'lot-' || f.n % 100], s.id, (array['0603', '0805', 'SOT-23', 'SOIC-8', 'DIP-14', 'TO-220'])[f.n % 6 + 1],
            f.n % 16 + 2, (array['Through-Hole', 'Surface-Mount'])[f.n % 2 + 1], 'Series ' || f.n % 25,
            now() - interval '2 years' * (f.n % 1000 / 1000.0) - interval '1 second' * (f.n % 86400), now()
       from fresh f join numbered_sets s using (position) left join kinds k on k.position = f.n % k.total
     returning id`,
    [count, offset, KEY_STEP, KEY_COUNT],
  )
  return rows.map(({ id }) => id)
}

/** Three places a part; at each a delivery and withdrawals that add up to what is there now, ten rows a part. */
async function addStock(db: Database, partIds: number[]): Promise<void> {
  const [places] = await db.query<{ total: number }>('select count(*) as total from locations')
  await db.query(
    `with places as materialized (
       select id, box_no, loc_no, row_number() over (order by box_no, loc_no) - 1 as position from locations
     ), wanted as (
       select part_id, slot, (part_id::bigint * 7919 + slot * 104729) as seed
         from unnest($1::int[]) part_id, generate_series(0, 2) slot
     ), placed as materialized (
       select w.part_id, w.slot, w.seed, p.id as location_id, p.box_no, p.loc_no, (w.seed % 200 + 1)::int as qty
         from wanted w join places p on p.position = (w.seed / 3 + w.slot * ($2::bigint / 3)) % $2::bigint
     ), stocked as (
       insert into part_locations (part_id, box_no, loc_no, location_id, qty)
       select part_id, box_no, loc_no, location_id, qty from placed
       on conflict (part_id, box_no, loc_no) do nothing returning part_id, box_no, loc_no, qty
     ), movements as (
       select part_id, box_no, loc_no, qty, slot, seed, step
         from stocked join placed using (part_id, box_no, loc_no, qty), generate_series(0, case slot when 0 then 3 else 2 end) step
     )
     insert into quantity_history (part_id, delta_qty, location_reference, timestamp)
     select part_id,
            case step when 0 then qty + (case slot when 0 then 3 else 2 end) * (seed % 5 + 1)::int else -(seed % 5 + 1)::int end,
            box_no || '-' || loc_no,
            now() - interval '1 day' * (360 - step * 100 - seed % 60) - interval '1 second' * (seed % 86400)
       from movements`,
    [partIds, places?.total ?? 0],
  )
}

/**
 * Adds generated parts with stock in three places and a year of history each, for benchmarks. The history of each
 * part adds up to its stock. Boxes are added as needed.
 *
 * @param count number of parts to add; all keys together are limited to 26^4.
 * @param onProgress told how many parts exist so far.
 */
export async function generateParts(
  db: Database,
  count: number,
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  await addBoxes(db, Math.ceil(count / PARTS_A_BOX))
  let done = 0
  for (let offset = 0; done < count && offset < KEY_COUNT; ) {
    const size = Math.min(BATCH, count - done)
    done += await db.transaction(async (unit) => {
      // The planner knows nothing about sizes inside one statement, and would compare every part with every place.
      await unit.query('set local enable_nestloop = off')
      const ids = await addParts(db, size, offset)
      await addStock(db, ids)
      return ids.length
    })
    offset += size
    onProgress(done)
  }
  await db.query('vacuum analyze types, boxes, locations, attachment_sets, parts, part_locations, quantity_history')
}
