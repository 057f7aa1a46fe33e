import pg from 'pg'
import t from 'tap'
import { runCommand as run } from '../support/run-command.ts'
import { administer, withDatabase } from '../support/running-server.ts'
import { createTestDatabase } from '../support/test-database.ts'

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

t.test('migrate, load, verify, generate', async (t) => {
  const url = await createTestDatabase(t, { migrated: false })
  const env = { DATABASE_URL: url }
  const password = decodeURIComponent(new URL(url).password)

  const migrated = await run(env, 'migrate')
  t.equal(migrated.code, 0, migrated.stderr)
  t.match(migrated.stdout, /Current revision: none[\s\S]*Applied 0001-catalogue[\s\S]*Predefined types: \d+ added/)
  await query(url, `delete from types where name = 'Relay'`)
  const again = await run(env, 'migrate')
  t.match(again.stdout, /Current revision: 0\d+-[\s\S]*No pending migrations[\s\S]*Predefined types: 1 added/)
  t.match((await run(env, 'migrate')).stdout, /Predefined types: up to date/)

  for (const args of [['load-sample-data'], ['migrate', '--recreate']]) {
    const refused = await run(env, ...args)
    t.equal(refused.code, 1, args.join(' '))
    t.match(refused.stderr, /--yes-i-am-sure/)
  }
  const production = { ...env, APP_ENV: 'production', SECRET_KEY: 'a real one' }
  for (const args of [
    ['load-sample-data', '--yes-i-am-sure'],
    ['migrate', '--recreate', '--yes-i-am-sure'],
    ['generate', '--parts', '5'],
  ]) {
    const refused = await run(production, ...args)
    t.equal(refused.code, 1, args.join(' '))
    t.match(refused.stderr, /ALLOW_DESTRUCTIVE_COMMANDS/)
  }

  const loaded = await run(env, 'load-sample-data', '--yes-i-am-sure')
  t.equal(loaded.code, 0, loaded.stderr)
  for (const group of ['catalogue', 'storage', 'shopping', 'kits'])
    t.match(loaded.stdout, new RegExp(`Loaded ${group}: \\d+`))
  t.notMatch(loaded.stdout, password, 'the password is never printed')
  const [box] = await query(url, `insert into boxes (description, capacity) values ('Next', 1) returning box_no`)
  const [{ max } = { max: 0 }] = await query(url, 'select count(*)::int as max from boxes')
  t.equal(box?.box_no, max, 'numbers go on after the loaded boxes')

  t.match((await run(env, 'verify-search')).stdout, /every part fits/)

  const generated = await run(env, 'generate', '--parts', '200')
  t.equal(generated.code, 0, generated.stderr)
  t.match(generated.stdout, /200 of 200 parts \(100 %/)
  t.match((await run(env, 'verify-ledger')).stdout, /every part adds up/)
  await query(url, `update part_locations set qty = qty + 3 where id = (select min(id) from part_locations)`)
  const wrong = await run(env, 'verify-ledger')
  t.equal(wrong.code, 1)
  t.match(wrong.stdout, /^[A-Z0-9]{4}: history \d+, stock \d+$/m)
  t.match(wrong.stderr, /wrong for 1 part/)

  // Generated parts are written past the service, so no document fits them yet.
  t.match((await run(env, 'verify-search')).stdout, /every part fits/)
  await query(url, 'update part_search_documents set rules = 0')
  const unwritten = await run(env, 'verify-search')
  t.equal(unwritten.code, 1)
  t.match(unwritten.stderr, /\d+ search documents are wrong; reindex-search/)
  t.match((await run(env, 'reindex-search')).stdout, /\d+ documents written/)
  t.match((await run(env, 'verify-search')).stdout, /every part fits/)

  const recreated = await run(env, 'migrate', '--recreate', '--yes-i-am-sure')
  t.equal(recreated.code, 0, recreated.stderr)
  t.same(await query(url, 'select 1 from parts'), [])
})

t.test('a wrong command line and a missing server are told apart', async (t) => {
  for (const args of [
    [],
    ['nonsense'],
    ['generate'],
    ['generate', '--parts', 'x'],
    ['migrate', '--unknown'],
    ['migrate', 'extra'],
  ]) {
    const usage = await run({ DATABASE_URL: 'postgresql://127.0.0.1:1/none' }, ...args)
    t.equal(usage.code, 2, args.join(' '))
    t.match(usage.stderr, /Usage: npm run cli/)
  }
  const help = await run({}, '--help')
  t.match(help, { code: 0, stdout: /Usage: npm run cli/ })
  const unreachable = await run({ DATABASE_URL: 'postgresql://user:secret@127.0.0.1:1/none' }, 'migrate')
  t.equal(unreachable.code, 1)
  t.match(unreachable.stderr, /No connection to postgresql:\/\/user@127\.0\.0\.1:1\/none: .*Check DATABASE_URL/)
  t.notMatch(unreachable.stderr, /secret/)
  const nowhere = withDatabase(await createTestDatabase(t), 'missing')
  const refused = await run({ DATABASE_URL: nowhere }, 'migrate')
  t.equal(refused.code, 1)
  t.match(
    refused.stderr,
    /No connection to .*: database "missing" does not exist\. Make it with createdb, or set DATABASE/,
  )
  const misconfigured = await run({ PORT: 'x', DB_POOL_SIZE: '0' }, 'migrate')
  t.equal(misconfigured.code, 1)
  t.match(misconfigured.stderr, /PORT must be[\s\S]*DB_POOL_SIZE must be/)
})

t.test('a database that cannot store every text is refused with what to do', async (t) => {
  const url = await createTestDatabase(t, { migrated: false })
  const name = `latin_${new URL(url).pathname.slice(1)}`
  await administer(url, `create database ${name} encoding 'LATIN1' locale_provider libc locale 'C' template template0`)
  t.teardown(() => administer(url, `drop database ${name} with (force)`))
  const refused = await run({ DATABASE_URL: withDatabase(url, name) }, 'migrate')
  t.equal(refused.code, 1)
  t.match(refused.stderr, /LATIN1.*UTF8.*create database/)
  t.same(await query(withDatabase(url, name), `select from pg_class where relname = 'parts'`), [])
})

t.test('commands on a database that can only be read', async (t) => {
  const url = await createTestDatabase(t)
  const empty = await createTestDatabase(t, { migrated: false })
  for (const each of [url, empty]) {
    await query(each, `alter database ${new URL(each).pathname.slice(1)} set default_transaction_read_only = on`)
  }
  const current = await run({ DATABASE_URL: url }, 'migrate')
  t.equal(current.code, 0, current.stderr)
  t.match(current.stdout, /No pending migrations/)
  const pending = await run({ DATABASE_URL: empty }, 'migrate')
  t.equal(pending.code, 1)
  t.match(pending.stderr, /^Migrations are pending, and the database can only be read .* Set DATABASE_URL to a server/)
  t.notMatch(pending.stderr, /^\s+at /m)
  const refused = await run({ DATABASE_URL: url }, 'load-sample-data', '--yes-i-am-sure')
  t.equal(refused.code, 1)
  t.match(
    refused.stderr,
    /^The database can only be read \(cannot execute .*\)\. Set DATABASE_URL to a server that takes/,
  )
})

t.test('migrate beside the tables of another program', async (t) => {
  const url = await createTestDatabase(t, { migrated: false })
  await query(
    url,
    'create table kits (id int); create function own_channel() returns int return 1; create type people as (a int)',
  )
  const refused = await run({ DATABASE_URL: url }, 'migrate')
  t.equal(refused.code, 1)
  t.match(
    refused.stderr,
    /^Something of another program is in the way in the schema public: table kits, function own_channel, type people\. Nothing was changed\. Use a database of its own.*search_path/,
  )
  t.same(await query(url, OWN_OBJECTS), [{ name: 'kits' }, { name: 'own_channel' }], 'nothing is left')
  const recreated = await run({ DATABASE_URL: url }, 'migrate', '--recreate', '--yes-i-am-sure')
  t.match(recreated.stdout, /There was nothing of the service to drop/)
  t.notMatch(recreated.stdout, /Dropped/)
})

/** Tables, functions and schemas that did not come with the server. */
const OWN_OBJECTS = `
  select relname as name from pg_class where relkind = 'r' and relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
  union all select proname from pg_proc where pronamespace = 'public'::regnamespace
  union all select nspname from pg_namespace where nspname !~ '^(pg_|information_schema$|public$)'
  order by 1`

t.test('migrate beside another program that keeps its migrations under the same name', async (t) => {
  const url = await createTestDatabase(t, { migrated: false })
  await query(
    url,
    `create table schema_migrations (id int, name text); insert into schema_migrations values (1, 'theirs')`,
  )
  const refused = await run({ DATABASE_URL: url }, 'migrate')
  t.equal(refused.code, 1)
  t.match(refused.stderr, /^The table schema_migrations in the database belongs to another program\. Use a database/)
  t.same(await query(url, OWN_OBJECTS), [{ name: 'schema_migrations' }])
})

t.test('migrate without rights names what is missing and the grant; with it everything goes through', async (t) => {
  const url = await createTestDatabase(t, { migrated: false })
  const database = new URL(url).pathname.slice(1)
  const name = `poor_${database}`
  await query(url, `create role ${name} login password 'x'`)
  t.teardown(() => administer(url, `drop role ${name}`))
  const own = new URL(url)
  own.username = name
  own.password = 'x'
  const refused = await run({ DATABASE_URL: own.href }, 'migrate')
  t.equal(refused.code, 1)
  t.match(
    refused.stderr,
    new RegExp(`^The user ${name} lacks rights that migrations need: create on the database ${database}, for`),
  )
  t.notMatch(refused.stderr, /^\s+at /m)
  t.same(await query(url, OWN_OBJECTS), [], 'nothing is left')
  const [, grants = ''] = /run in it: (.*)/.exec(refused.stderr) ?? []
  t.equal(grants, `grant create on database ${database} to ${name}; grant usage, create on schema public to ${name};`)
  await query(url, grants)
  const migrated = await run({ DATABASE_URL: own.href }, 'migrate')
  t.equal(migrated.code, 0, migrated.stderr)

  const stranger = `stranger_${database}`
  await query(url, `create role ${stranger} login password 'x'`)
  t.teardown(() => administer(url, `drop role ${stranger}`))
  own.username = stranger
  const unreadable = await run({ DATABASE_URL: own.href }, 'migrate')
  t.equal(unreadable.code, 1)
  t.match(unreadable.stderr, /^The user of DATABASE_URL lacks a right .*permission denied for table schema_migrations/)
  await query(
    url,
    `grant select on schema_migrations to ${stranger}; delete from schema_migrations where id = (select max(id) from schema_migrations)`,
  )
  const notOwner = await run({ DATABASE_URL: own.href }, 'migrate')
  t.equal(notOwner.code, 1)
  t.match(
    notOwner.stderr,
    new RegExp(
      `^Migrations are pending, and the tables belong to ${name}: ${stranger} cannot change them.*grant ${name} to ${stranger}`,
    ),
  )
  await query(url, `drop owned by ${name}, ${stranger} cascade`)
})

t.test('an extension in a schema that the user may not use is named with the grant', async (t) => {
  const url = await createTestDatabase(t, { migrated: false })
  const name = `user_${new URL(url).pathname.slice(1)}`
  await query(url, `create schema tools; create extension pg_trgm schema tools`)
  await query(url, `create role ${name} login password 'x'; create schema own authorization ${name}`)
  await query(url, `grant create on database ${new URL(url).pathname.slice(1)} to ${name}`)
  t.teardown(() => administer(url, `drop role ${name}`))
  const own = new URL(url)
  own.username = name
  own.password = 'x'
  own.search = '?options=-csearch_path%3Down,tools'
  const refused = await run({ DATABASE_URL: own.href }, 'migrate')
  t.equal(refused.code, 1)
  t.match(refused.stderr, new RegExp(`grant usage on schema tools to ${name}`))
  t.same(await query(url, `select from pg_class where relnamespace = 'own'::regnamespace`), [], 'nothing is left')
  await query(url, `drop owned by ${name} cascade`)
})
