import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import t, { type Test } from 'tap'
import { ormOptions } from '../../../mikro-orm.config.ts'
import { connectDatabase } from '../../../plugins/database/connect.ts'
import { migrate, readRevision } from '../../../plugins/database/migrations.ts'
import { recreate } from '../../../plugins/database/recreate.ts'
import { buildApp } from '../../support/build-app.ts'
import { withDatabase } from '../../support/running-server.ts'
import { createTestDatabase } from '../../support/test-database.ts'

async function open(t: Test, url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  client.on('error', () => {})
  t.teardown(() => client.end())
  return client
}

/** Another program in the same database, with names like ours. */
async function addNeighbour(client: pg.Client): Promise<void> {
  await client.query(`
    create extension pg_trgm schema public;
    create table public.types (id int); insert into public.types values (1);
    create table public.schema_migrations (version text); insert into public.schema_migrations values ('20260101');
    create function public.touch_updated_at() returns int language sql return 7;
    create schema graphile_worker; create table graphile_worker.jobs (id int)`)
}

async function assertNeighbourIsWell(t: Test, client: pg.Client): Promise<void> {
  const { rows } = await client.query(`
    select (select count(*)::int from public.types) as types, (select version from public.schema_migrations) as version,
           public.touch_updated_at() as function, (select count(*)::int from graphile_worker.jobs) as jobs`)
  t.same(rows, [{ types: 1, version: '20260101', function: 7, jobs: 0 }], 'the neighbour has what it had')
}

async function inSchema(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = to_regnamespace($1) and relkind in ('r', 'S', 'v')`,
    [pg.escapeIdentifier(schema)],
  )
  return rows.map(({ name }) => name)
}

async function connect(t: Test, databaseUrl: string) {
  const connection = await connectDatabase({
    databaseUrl,
    dataDir: '',
    poolMax: 3,
    poolTimeoutSeconds: 10,
    ormOptions,
  })
  t.teardown(() => connection.close())
  return connection
}

async function works(t: Test, app: FastifyInstance): Promise<void> {
  t.equal((await app.inject('/health/readyz')).statusCode, 200)
  const box = await app.inject({ method: 'POST', url: '/api/boxes', payload: { description: 'A', capacity: 3 } })
  t.equal(box.statusCode, 201, box.body)
  const renamed = await app.inject({
    method: 'PUT',
    url: `/api/boxes/${box.json().box_no}`,
    payload: { description: 'B', capacity: 3 },
  })
  t.equal(renamed.statusCode, 200, 'triggers work')
  const part = await app.inject({ method: 'POST', url: '/api/parts', payload: { description: 'Resistor 4k7' } })
  t.equal(part.statusCode, 201, part.body)
  const found = await app.db.query<{ near: number }>(`select description <-> 'resistor 4k7' as near from parts`)
  t.equal(found.length, 1, 'the operators of the extension are found')
  const { task_id } = await app.tasks.startTask('demo_task', { params: { steps: 1, delay: 0 } })
  const ended = async (): Promise<string> => {
    const status = (await app.tasks.getTaskStatus(task_id))?.status ?? 'lost'
    if (status !== 'pending' && status !== 'running') return status
    await once(app.pool, 'release')
    return ended()
  }
  t.equal(await ended(), 'completed', 'tasks run')
}

for (const schema of ['parts', 'Meine "Teile"']) {
  t.test(`search_path in the URL: ${schema}`, async (t) => {
    const plainUrl = await createTestDatabase(t, { migrated: false })
    const client = await open(t, plainUrl)
    await addNeighbour(client)
    const path = pg.escapeIdentifier(schema).replaceAll('\\', '\\\\').replaceAll(' ', '\\ ')
    const databaseUrl = `${plainUrl.replace(/\?.*/, '')}?options=${encodeURIComponent(`-csearch_path=${path}`)}`

    const { orm, pool } = await connect(t, databaseUrl)
    t.equal(await readRevision(pool), null, 'a table of the same name elsewhere is not ours')
    t.ok((await migrate(orm, pool)).length > 8)
    t.same(await migrate(orm, pool), [], 'and again, nothing is to be done')
    t.ok((await inSchema(client, schema)).includes('parts'))
    t.same((await inSchema(client, 'public')).sort(), ['schema_migrations', 'types'])

    const app = await buildApp(t, { settings: { databaseUrl, appEnv: 'testing' } })
    await works(t, app)
    await app.close()

    await recreate(orm, pool)
    t.same(await inSchema(client, schema), [], 'everything of ours is dropped')
    await assertNeighbourIsWell(t, client)
    await recreate(orm, pool)
    await assertNeighbourIsWell(t, client)
    t.ok((await migrate(orm, pool)).length > 8, 'and can be made again')
  })
}

t.test('search_path of the database, with the working schema before a public one that has our tables', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const client = await open(t, databaseUrl)
  const name = pg.escapeIdentifier(new URL(databaseUrl).pathname.slice(1))
  await client.query(`alter database ${name} set search_path = 'parts', 'public'`)
  const { orm, pool } = await connect(t, databaseUrl)
  t.equal(await readRevision(pool), null)
  await migrate(orm, pool)
  const app = await buildApp(t, { settings: { databaseUrl, appEnv: 'testing' } })
  await works(t, app)
  await app.close()
  await client.query(`select 'parts.parts'::regclass, 'public.parts'::regclass`)
  const { rows } = await client.query('select from public.boxes')
  t.equal(rows.length, 0, 'the other service was not written to')
  await recreate(orm, pool)
  t.same(await inSchema(client, 'parts'), [])
  await client.query('select from public.parts, public.schema_migrations, jobs_of_public.jobs')
})

t.test('search_path of the role, and none in the URL', async (t) => {
  const plainUrl = await createTestDatabase(t, { migrated: false })
  const client = await open(t, plainUrl)
  await addNeighbour(client)
  const [role, name] = [`role_${randomBytes(6).toString('hex')}`, new URL(plainUrl).pathname.slice(1)]
  await client.query(`create role ${role} login password 'secret'`)
  t.teardown(async () => {
    const server = new pg.Client({ connectionString: withDatabase(plainUrl, 'postgres') })
    await server.connect()
    await server.query(`drop database ${name} with (force)`)
    await server.query(`drop role ${role}`)
    await server.end()
  })
  await client.query(`grant create on database ${name} to ${role}`)
  await client.query(`alter role ${role} set search_path = 'workshop'`)
  const url = new URL(plainUrl)
  Object.assign(url, { username: role, password: 'secret' })
  const databaseUrl = url.href

  const { orm, pool } = await connect(t, databaseUrl)
  t.ok((await migrate(orm, pool)).length > 8)
  t.same(await migrate(orm, pool), [], 'and again, nothing is to be done')
  t.ok((await inSchema(client, 'workshop')).includes('parts'))
  const app = await buildApp(t, { settings: { databaseUrl, appEnv: 'testing' } })
  await works(t, app)
  await app.close()
  await recreate(orm, pool)
  t.same(await inSchema(client, 'workshop'), [], 'everything of ours is dropped')
  await assertNeighbourIsWell(t, client)
})

t.test('a search_path that names no schema is told with how to set one', async (t) => {
  const url = await createTestDatabase(t, { migrated: false })
  const client = await open(t, url)
  const name = pg.escapeIdentifier(new URL(url).pathname.slice(1))
  for (const path of ["''", '"$user"']) {
    await client.query(`alter database ${name} set search_path = ${path}`)
    const { orm, pool } = await connect(t, url)
    const refusal = {
      name: 'StartError',
      message: /search_path names no schema that exists: .*"alter role \w+ set search_path = public" or \?options=/,
    }
    await t.rejects(migrate(orm, pool), refusal, path)
    await t.rejects(recreate(orm, pool), refusal, path)
  }
  await client.query(`alter database ${name} set search_path = '', 'parts'`)
  const { orm, pool } = await connect(t, url)
  await migrate(orm, pool)
  t.ok((await inSchema(client, 'parts')).includes('parts'), 'an empty name is passed over')
})

t.test('in a public schema that others use as well, only what is ours is dropped', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const client = await open(t, databaseUrl)
  await client.query(`
    create table public.notes (id int); insert into public.notes values (1);
    create table public.uses_parts (part_id int references public.parts)`)
  const { orm, pool } = await connect(t, databaseUrl)
  await t.rejects(
    recreate(orm, pool),
    {
      name: 'StartError',
      message: /^Nothing was dropped.* on table uses_parts depends on table parts\. Drop or change/,
    },
    'what others have built on ours is not dropped on the quiet',
  )
  await client.query('select from public.parts, public.sse_events')
  await client.query('drop table public.uses_parts')
  await recreate(orm, pool)
  t.same(await inSchema(client, 'public'), ['notes'])
  const { rows } = await client.query(`select nspname as name from pg_namespace where nspname like 'jobs_of%'`)
  t.same(rows, [])
  const left = await client.query(`
    select proname from pg_proc p where pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`)
  t.same(left.rows, [])
})

t.test('a schema of the queue that is not ours is left alone', async (t) => {
  const databaseUrl = await createTestDatabase(t, { migrated: false })
  const client = await open(t, databaseUrl)
  await client.query('create schema jobs_of_public; create table jobs_of_public.theirs (id int)')
  const { orm, pool } = await connect(t, databaseUrl)
  await t.rejects(migrate(orm, pool), { message: /jobs_of_public.*belongs to something else/ })
  await recreate(orm, pool)
  await client.query('select from jobs_of_public.theirs')
})
