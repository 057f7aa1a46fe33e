import fc from 'fast-check'
import t from 'tap'
import type { Database } from '../../../plugins/database/database.ts'
import { FOREIGN_KEY_VIOLATION, findDatabaseError } from '../../../plugins/database/database-error.ts'
import type { UnitOfWork } from '../../../plugins/database/unit-of-work.ts'
import { DashboardService } from '../../../services/overviews/dashboard/dashboard-service.ts'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock, addType } from '../../support/inventory-rows.ts'
import { repeated } from '../../support/repeated.ts'
import { sampleValue } from '../../support/sample-value.ts'
import { until } from '../../support/until.ts'

/** More of them find more. */
const ROUNDS = repeated(12, 'RACE_ROUNDS')
const PARTS = 6
const LOCATIONS = 3
/** Shown of the ledger, today included. */
const DAYS = 8

/** The same figures, counted over everything. `sum` of no rows is null. */
const COUNTED = `
  select (select count(*) from parts) as parts,
         (select coalesce(sum(qty), 0)::bigint from part_locations) as pieces,
         (select count(*) from (select part_id from part_locations group by part_id having sum(qty) <= 5) low) as low,
         (select count(*) from parts p where needed(p) and not stocked(p)) as needed,
         (select coalesce(json_object_agg(p.key, (
                   select coalesce(sum(c.required_per_unit * k.build_target), 0) from kit_contents c join kits k on k.id = c.kit_id
                    where c.part_id = p.id and k.status = 'active')), '{}')
            from parts p
           where not stocked(p)
             and (needed(p) or exists (select from quantity_history h where h.part_id = p.id))) as needs,
         (select count(*) from parts p
           where not needed(p) and not stocked(p)
             and exists (select from quantity_history h where h.part_id = p.id)) as not_needed,
         (select count(*) from parts p
           where not exists (select from attachments a where a.attachment_set_id = p.attachment_set_id)) as undocumented,
         (select json_agg(json_build_object('name', t.name, 'parts',
                   (select count(*) from parts p where p.type_id = t.id)) order by t.name) from types t) as types,
         (select json_agg(json_build_object('box', b.box_no, 'occupied',
                   (select count(distinct loc_no) from part_locations l where l.box_no = b.box_no),
                   'slots', (select coalesce(json_agg(distinct loc_no order by loc_no), '[]') from part_locations l
                              where l.box_no = b.box_no),
                   'pieces', (select coalesce(sum(qty), 0) from part_locations l where l.box_no = b.box_no))
                          order by b.box_no) from boxes b) as boxes,
         (select json_agg(json_build_object('day', to_char(d, 'YYYY-MM-DD'),
                   'in', (select coalesce(sum(delta_qty), 0) from quantity_history
                           where delta_qty > 0 and reason <> 'move' and (timestamp at time zone 'UTC')::date = d),
                   'out', (select coalesce(-sum(delta_qty), 0) from quantity_history
                           where delta_qty < 0 and reason <> 'move' and (timestamp at time zone 'UTC')::date = d)) order by d)
            from (select (now() at time zone 'UTC')::date - n as d from generate_series(0, ${DAYS - 1}) n) days) as days,
         (select count(*) from quantity_history where timestamp >= now() - interval '168 hours') as week,
         (select count(*) from quantity_history where timestamp >= now() - interval '720 hours') as month`

const HELPERS = [
  // Rows of the ledger go when the other table has them. In life the part goes as well, and is marked by that.
  `create function forget(part int, days int) returns void language sql as $$
     insert into retired_quantity_history select h.* from quantity_history h
      where h.part_id = part and h.timestamp < now() - make_interval(days => days % ${DAYS});
     delete from quantity_history h
      where h.part_id = part and h.timestamp < now() - make_interval(days => days % ${DAYS});
     insert into figure_marks (part_id) values (part)$$`,
  `create function stocked(p parts) returns bool language sql stable
     as 'select exists (select from part_locations l where l.part_id = p.id)'`,
  `create function needed(p parts) returns bool language sql stable
     as $$select exists (select from kit_contents c join kits k on k.id = c.kit_id
                          where c.part_id = p.id and k.status = 'active' and k.build_target > 0)$$`,
]

/** What a person or a script can change, each as one statement: `$1` a part, `$2` a small number. */
const CHANGES = {
  add: `insert into part_locations (part_id, box_no, loc_no, location_id, qty)
        select p.id, l.box_no, l.loc_no, l.id, 1 + $2::int from parts p, locations l
         where p.id = $1 and l.box_no = 1 + $2::int % 2 and l.loc_no = 1 + $2::int % ${LOCATIONS}
        on conflict (part_id, box_no, loc_no) do update set qty = part_locations.qty + excluded.qty`,
  take: `with taken as (
           delete from part_locations where part_id = $1 and loc_no = 1 + $2::int % ${LOCATIONS} returning part_id, qty)
         insert into quantity_history (part_id, delta_qty, reason)
         select part_id, delta, 'unknown' from taken, lateral (values (qty), (-qty)) v (delta)`,
  lower: 'update part_locations set qty = 1 where part_id = $1 and $2::int is not null',
  move: `update part_locations s set box_no = l.box_no, loc_no = l.loc_no, location_id = l.id from locations l
          where s.part_id = $1 and l.box_no = 1 + $2::int % 2 and l.loc_no = 1 + $2::int % ${LOCATIONS}
            and not exists (select from part_locations o
                             where o.part_id = s.part_id and o.box_no = l.box_no and o.loc_no = l.loc_no)
            and s.id = (select min(id) from part_locations where part_id = $1)`,
  // As an import of an older inventory, and as a part that is deleted with its history.
  remember: `insert into quantity_history (part_id, delta_qty, reason, timestamp)
             select p.id, delta, case when $2::int = 5 then 'move' else 'unknown' end,
                    now() - make_interval(days => $2::int % ${DAYS})
               from parts p, lateral (values (3), (-2)) v (delta) where p.id = $1`,
  forget: 'select forget($1, $2)',
  retype: `update parts set type_id = nullif($2::int % 3, 0) where id = $1`,
  describe: `update parts set description = 'Part ' || $2::int where id = $1`,
  document: `insert into attachments (attachment_set_id, attachment_type, title, url)
             select attachment_set_id, 'url', 'Page', 'https://example.com/' || $2::int from parts where id = $1`,
  undocument: `delete from attachments a using parts p
                where p.id = $1 and a.attachment_set_id = p.attachment_set_id and $2::int is not null`,
  need: `insert into kit_contents (kit_id, part_id, required_per_unit)
         select k.id, $1::int, 1 from kits k where exists (select from parts where id = $1::int)
         order by k.id offset $2::int % 2 limit 1 on conflict do nothing`,
  unneed: 'delete from kit_contents where part_id = $1 and $2::int is not null',
  archive: `update kits set status = case when status = 'active' then 'archived' else 'active' end,
                             archived_at = case when status = 'active' then now() end
             where id % 2 = ($1::int + $2::int) % 2`,
  retarget: 'update kits set build_target = ($1::int + $2::int) % 3',
  require: 'update kit_contents set required_per_unit = 1 + $2::int % 3 where part_id = $1',
  create: `with documents as (insert into attachment_sets default values returning id)
           insert into parts (id, key, description, type_id, attachment_set_id)
           select $1::int, 'AAA' || chr(64 + $1::int), 'Part', nullif($2::int % 3, 0), id from documents
           on conflict do nothing`,
  remove: `delete from parts p where p.id = $1 and $2::int is not null
              and not exists (select from quantity_history h where h.part_id = p.id)`,
} as const
type What = keyof typeof CHANGES

const step = fc.record({
  what: fc.constantFrom(...(Object.keys(CHANGES) as What[])),
  part: fc.integer({ min: 1, max: PARTS }),
  amount: fc.integer({ min: 0, max: 11 }),
  isUndone: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

class UndoneError extends Error {}

async function change(db: Database, { what, part, amount, isUndone }: Step): Promise<void> {
  const made = db.transaction(async (unit) => {
    await unit.query(CHANGES[what], [part, amount])
    if (isUndone) throw new UndoneError()
  })
  await made.catch((error) => {
    // A part that is removed at this moment gets nothing any more.
    const isGone = findDatabaseError(error)?.code === FOREIGN_KEY_VIOLATION
    if (!isGone && !(error instanceof UndoneError)) throw error
  })
}

/** What the dashboard says beside what is counted, both of one moment. */
async function compare(dashboard: DashboardService, unit: UnitOfWork) {
  const sums = await dashboard.sums()
  const types = await dashboard.categoryDistribution()
  const listedTypes = await dashboard.typesWithCounts()
  const boxes = await dashboard.storageSummary()
  const listedBoxes = await dashboard.boxesWithUsage()
  const shelf = await dashboard.shelf()
  const days = await dashboard.movementsByDay(DAYS)
  const shown = {
    parts: sums.total_parts,
    pieces: sums.total_quantity,
    low: sums.low_stock_count,
    needed: sums.needed,
    not_needed: sums.not_needed,
    undocumented: sums.undocumented,
    types: types
      .map(({ type_name: name, part_count: parts }) => ({ name, parts }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    boxes: boxes.map(({ box_no: box, occupied_locations: occupied }, n) => ({
      box,
      occupied,
      slots: shelf[n]?.occupied,
      pieces: shelf[n]?.pieces,
    })),
    days: days.map(({ day, pieces_in, pieces_out }) => ({ day, in: pieces_in, out: pieces_out })),
    week: sums.changes_7d,
    month: sums.changes_30d,
  }
  const listed = {
    types: listedTypes
      .map(({ name, part_count: parts }) => ({ name, parts }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    boxes: listedBoxes.map(({ box_no: box, occupied_locations: occupied }) => ({ box, occupied })),
  }
  const [counted] = await unit.query<typeof shown>(COUNTED)
  const { items: missing } = await dashboard.outOfStock(PARTS)
  const needs = Object.fromEntries(missing.map(({ part_key: key, needed_quantity: pieces }) => [key, pieces]))
  const few = await dashboard.lowStock(5)
  const { sample_parts } = await dashboard.partsWithoutDocuments()
  return {
    shown: { ...shown, needs, listed, missing: missing.length, few: few.length, sample: sample_parts.length },
    counted: {
      ...counted,
      listed: { types: counted?.types, boxes: counted?.boxes.map(({ box, occupied }) => ({ box, occupied })) },
      missing: (counted?.needed ?? 0) + (counted?.not_needed ?? 0),
      few: counted?.low,
      sample: counted?.undocumented,
    },
  }
}

t.test('kept figures are what a count over everything gives, at every moment', async (t) => {
  const { db } = await buildApp(t, { settings: { metricsUpdateInterval: 3600 } })
  for (const helper of HELPERS) await db.query(helper)
  // The parts of the test are not retired; only their ledger is.
  await db.query('alter table retired_quantity_history drop constraint fk_retired_quantity_history_part')
  await db.query('delete from types')
  await db.query("insert into types (id, name) overriding system value values (1, 'Resistor'), (2, 'Relay')")
  for (let n = 0; n < 2; n++) await addBox(db, LOCATIONS)
  for (const name of ['Clock', 'Radio']) {
    await db.query(
      `with documents as (insert into attachment_sets default values returning id)
       insert into kits (name, build_target, attachment_set_id) select $1, 1, id from documents`,
      [name],
    )
  }
  const dashboard = new DashboardService(db)
  const look = () =>
    db.transaction(async (unit) => compare(dashboard, unit), { isolationLevel: 'repeatable read', readOnly: true })

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 3, maxLength: 3 }),
      async (writers) => {
        await Promise.all([
          ...writers.map(async (steps) => {
            for (const each of steps) await change(db, each)
          }),
          dashboard.keepFigures(),
          dashboard.keepFigures(),
          look().then(({ shown, counted }) => t.strictSame(shown, counted, 'while others write')),
        ])
        const before = await look()
        await dashboard.keepFigures()
        const after = await look()
        const [left] = await db.query<{ count: number }>('select count(*)::int as count from figure_marks')
        t.strictSame(before.shown, before.counted, 'with marks')
        t.strictSame(after.shown, after.counted, 'without marks')
        t.equal(left?.count, 0)
      },
    ),
    { numRuns: ROUNDS },
  )
})

/** When the poll of the dashboard has ended last. */
function lastPoll(): Promise<number | undefined> {
  return sampleValue('metrics_poller_callback_last_success_timestamp_seconds', { callback: 'dashboard' })
}

t.test('one replica keeps the figures at a time, and the others read them', async (t) => {
  const before = await lastPoll()
  const { db, pool } = await buildApp(t, { settings: { metricsUpdateInterval: 3600 } })
  // The first poll of the instance, and for this test the only one, keeps figures as well.
  await until(async () => (await lastPoll()) !== before)
  const dashboard = new DashboardService(db)
  const type = await addType(db, 'Varistor')
  const part = await addPart(db, 'AAAA', { typeId: type })
  await addStock(db, part, await addBox(db, 2), 1, 7)
  const other = await pool.connect()
  t.teardown(() => other.release())
  await other.query('begin')
  const { rows } = await other.query(`select pg_try_advisory_xact_lock(61797, hashtext(current_schema())) as taken`)
  t.equal(rows[0].taken, true)
  t.equal(await dashboard.keepFigures(), null)
  t.match(await dashboard.stats(), { total_parts: 1, total_quantity: 7 }, 'exact all the same')
  await other.query('rollback')
  t.ok(((await dashboard.keepFigures()) ?? 0) > 0)
  t.equal(await dashboard.keepFigures(), 0)
  t.match(await dashboard.stats(), { total_parts: 1, total_quantity: 7 })
})

t.test('a table that is emptied as a whole is counted anew', async (t) => {
  const { db } = await buildApp(t, { settings: { metricsUpdateInterval: 3600 } })
  const dashboard = new DashboardService(db)
  await addStock(db, await addPart(db, 'AAAA'), await addBox(db, 2), 1, 7)
  await dashboard.keepFigures()
  await db.query('truncate part_locations cascade')
  t.match(await dashboard.stats(), { total_quantity: 0 })
  t.equal((await dashboard.storageSummary())[0]?.occupied_locations, 0)
  await dashboard.keepFigures()
  t.match(await dashboard.stats(), { total_quantity: 0 })
})

t.test('the history of a part that is deleted goes from the days that are kept, and comes back with it', async (t) => {
  const app = await buildApp(t, { settings: { metricsUpdateInterval: 3600 } })
  const dashboard = new DashboardService(app.db)
  const part = await addPart(app.db, 'AAAA')
  await dashboard.keepFigures()
  const addOld = (pieces: number) =>
    app.db.query(
      `insert into quantity_history (part_id, delta_qty, reason, timestamp)
       select $1, delta, 'unknown', now() - interval '5 days' from (values ($2::int), (-$2::int)) v (delta)`,
      [part, pieces],
    )
  await addOld(3)
  const ofThatDay = async () => {
    const { pieces_in, pieces_out } = (await dashboard.movementsByDay(DAYS))[DAYS - 1 - 5] ?? {}
    return { pieces_in, pieces_out, changes: (await dashboard.stats()).changes_7d }
  }
  const nothing = { pieces_in: 0, pieces_out: 0, changes: 0 }
  t.match(await ofThatDay(), { pieces_in: 3, pieces_out: 3, changes: 2 }, 'a day that is over has more than was kept')
  // With each poll, more of the days is kept by hour.
  for (let poll = 0; poll < 3; poll++) {
    await dashboard.keepFigures()
    t.match(await ofThatDay(), { pieces_in: 3, pieces_out: 3, changes: 2 })
  }
  await addOld(2)
  t.match(await ofThatDay(), { pieces_in: 5, pieces_out: 5, changes: 4 }, 'to what is kept something is added')
  await dashboard.keepFigures()
  t.match(await ofThatDay(), { pieces_in: 5, pieces_out: 5, changes: 4 })
  const deleted = await app.inject({ method: 'DELETE', url: '/api/parts/AAAA' })
  t.equal(deleted.statusCode, 204)
  t.match(await ofThatDay(), nothing)
  await dashboard.keepFigures()
  t.match(await ofThatDay(), nothing)
  const restored = await app.inject({ method: 'POST', url: '/api/retired-parts/AAAA/restore' })
  t.equal(restored.statusCode, 200)
  t.match(await ofThatDay(), { pieces_in: 5, pieces_out: 5, changes: 4 })
})
