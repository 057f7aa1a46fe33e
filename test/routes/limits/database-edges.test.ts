import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { EDGES, MADE_BY_THE_SERVICE, type Records } from './columns.ts'

/** Every column with a length, or that a check constraint is about. */
const LIMITED = `
  select c.relname || '.' || a.attname as name
    from pg_attribute a join pg_class c on c.oid = a.attrelid
   where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
     and (a.atttypid = 'varchar'::regtype and a.atttypmod > 0
          or exists (select from pg_constraint k where k.contype = 'c' and k.conrelid = c.oid and a.attnum = any (k.conkey)))
   order by 1`

async function send(app: FastifyInstance, url: string, payload: object, method: 'POST' | 'PUT' = 'POST') {
  const answer = await app.inject({ method, url: `/api${url}`, payload })
  if (answer.statusCode >= 300) throw new Error(`${url} answered ${answer.statusCode}: ${answer.body}`)
  return answer.json()
}

async function makeRecords(app: FastifyInstance): Promise<Records> {
  const { key, attachment_set_id: set } = await send(app, '/parts', { description: 'a' })
  const { part_id: part } = (await app.inject(`/api/parts/${key}/kit-reservations`)).json()
  const { box_no: box } = await send(app, '/boxes', { description: 'a', capacity: 3 })
  await send(app, `/inventory/parts/${key}/stock`, { box_no: box, loc_no: 1, qty: 2_000_000_000 })
  const { id: seller } = await send(app, '/sellers', { name: 'a', website: 'https://a.example' })
  const { id: kit } = await send(app, '/kits', { name: 'a' })
  const { id: content } = await send(app, `/kits/${kit}/contents`, { part_id: part, required_per_unit: 1_000_000 })
  const picked = await send(app, `/kits/${kit}/pick-lists`, { requested_units: 1 })
  const { id: list } = await send(app, '/shopping-lists', { name: 'a' })
  const { id: line } = await send(app, `/shopping-lists/${list}/lines`, { part_id: part, needed: 1, seller_id: seller })
  await send(app, `/shopping-list-lines/${line}`, { ordered: 1 }, 'PUT')
  await send(app, `/shopping-lists/${list}/seller-groups`, { seller_id: seller })
  await send(app, `/shopping-lists/${list}/seller-groups/${seller}`, { status: 'ordered' }, 'PUT')
  return { key, part, box, seller, kit, content, list, line, set, pickList: picked.id, pickLine: picked.lines[0].id }
}

async function everything(app: FastifyInstance): Promise<unknown> {
  return app.db.query(`
    select (select sum(qty) from part_locations) as stock, (select count(*) from quantity_history) as ledger,
           (select count(*) from parts) as parts, (select count(*) from kits) as kits, (select count(*) from boxes) as boxes,
           (select count(*) from types) as types, (select count(*) from shopping_list_lines) as lines,
           (select sum(needed + ordered + received) from shopping_list_lines) as wanted`)
}

t.test('every limited column is driven over its edge, or made by the service', async (t) => {
  const app = await buildApp(t)
  const columns = await app.db.query<{ name: string }>(LIMITED)
  const known = [...Object.keys(EDGES), ...MADE_BY_THE_SERVICE]
  t.strictSame(
    columns.map(({ name }) => name).filter((name) => !known.includes(name)),
    [],
  )
})

async function drive(t: Test, app: FastifyInstance, records: Records, column: string): Promise<void> {
  const before = await everything(app)
  for (const { method, url, payload } of EDGES[column]?.(records) ?? []) {
    const answer = await app.inject({ method, url: `/api${url}`, payload })
    const what = `${column}: ${method} ${url} ${JSON.stringify(payload).slice(0, 80)}`
    t.ok([400, 404, 409].includes(answer.statusCode), `${what} → ${answer.statusCode} ${answer.body.slice(0, 100)}`)
  }
  t.strictSame(await everything(app), before, `${column}: nothing is changed`)
}

t.test('no value of a request ends as an error of the service', async (t) => {
  const app = await buildApp(t)
  const records = await makeRecords(app)
  for (const column of Object.keys(EDGES)) await drive(t, app, records, column)
})

t.test('a place that does not exist is not found, one without a number is refused', async (t) => {
  const app = await buildApp(t)
  const { key, box } = await makeRecords(app)
  const add = (box_no: number, loc_no: number) =>
    app.inject({ method: 'POST', url: `/api/inventory/parts/${key}/stock`, payload: { box_no, loc_no, qty: 1 } })
  const far = await add(2_147_483_647, 2_147_483_647)
  t.equal(far.statusCode, 404)
  t.equal(far.json().error, 'Location 2147483647-2147483647 was not found')
  t.match((await add(0, 1)).json(), { error: 'box_no must be at least 1' })
  const move = (from: [number, number], to: [number, number]) =>
    app.inject({
      method: 'POST',
      url: `/api/inventory/parts/${key}/move`,
      payload: { from_box_no: from[0], from_loc_no: from[1], to_box_no: to[0], to_loc_no: to[1], qty: 1 },
    })
  t.equal((await move([-10676630, -1119985614], [box, 1])).statusCode, 400)
  t.equal((await move([2_147_483_647, 2_147_483_647], [box, 1])).statusCode, 404)
  t.equal((await move([box, 1], [2_147_483_647, 2_147_483_647])).statusCode, 404)
})

t.test('what slips through to the database is refused all the same', async (t) => {
  const app = await buildApp(t, {
    prepare(instance) {
      const config = { access: 'public' } as const
      const run = (name: string, statement: string) =>
        instance.get(`/test/${name}`, { config }, async () => instance.db.query(statement))
      run('too-long', `insert into types (name) values (repeat('a', 101))`)
      run('too-large', 'select 2147483647::int + 1')
      run('no-number', `select 'x'::int`)
      run('no-json', `select '{"a":"\\ud800"}'::jsonb`)
      run('divided-by-zero', 'select 1 / 0')
    },
  })
  for (const name of ['too-long', 'too-large', 'no-number', 'no-json', 'divided-by-zero']) {
    const answer = await app.inject(`/test/${name}`)
    t.equal(answer.statusCode, 400, name)
    t.match(answer.json(), { error: 'A value cannot be stored', correlationId: String })
  }
})
