import { readFileSync } from 'node:fs'
import pg from 'pg'
import t from 'tap'
import { findDatabaseError } from '../../plugins/database/database-error.ts'
import { findLedgerErrors } from '../../services/stock/inventory/verify-ledger.ts'
import { buildApp } from '../support/build-app.ts'
import { addBox, addPart } from '../support/inventory-rows.ts'
import { operationClient } from '../support/operation-client.ts'

const BEGIN_PARTITION = readFileSync('ops/postgresql/begin-ledger-partition.sql', 'utf8')

/** What the ledger has beside its rows, by kind: a table with partitions says the same with other words. */
const SHAPE = `
  select json_build_object(
    'columns', (select json_agg(json_build_array(column_name, data_type, column_default, is_nullable, identity_generation)
                                order by ordinal_position)
                  from information_schema.columns where table_name = 'quantity_history'),
    'constraints', (select json_agg(json_build_array(conname, pg_get_constraintdef(oid)) order by conname)
                      from pg_constraint where conrelid = 'quantity_history'::regclass),
    'references', (select json_agg(json_build_array(conrelid::regclass, conname, pg_get_constraintdef(oid)) order by conname)
                     from pg_constraint where confrelid = 'quantity_history'::regclass and conparentid = 0),
    'indexes', (select json_agg(replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') order by indexrelid::regclass::text)
                  from pg_index where indrelid = 'quantity_history'::regclass),
    'triggers', (select json_agg(pg_get_triggerdef(oid) order by tgname)
                   from pg_trigger where tgrelid = 'quantity_history'::regclass and not tgisinternal)) as shape`

t.test('the ledger gets partitions, again and again, while the service runs', async (t) => {
  const app = await buildApp(t)
  const { send, add, remove, undo, piles } = operationClient(app)
  const administrator = new pg.Client({ connectionString: app.databaseUrl })
  await administrator.connect()
  t.teardown(() => administrator.end())
  const shape = async () => (await administrator.query(SHAPE)).rows[0].shape
  const rowsByPartition = async () =>
    (
      await administrator.query(
        'select tableoid::regclass::text as partition, count(*)::int as rows from quantity_history group by 1 order by 1',
      )
    ).rows.map(({ partition, rows }) => [partition, rows])
  /** Begins the next partition, and gives the one that ends the name that it has a year later. */
  const beginPartition = async (ended: string) => {
    await administrator.query(BEGIN_PARTITION)
    await administrator.query(`
      do $do$ begin
        execute format('alter table %s rename to ${ended}', (
          select relname from pg_class where relname like 'quantity_history_until_%' and relkind = 'r'));
      end $do$`)
  }

  const box = await addBox(app.db, 3)
  await addPart(app.db, 'AAAA')
  await addPart(app.db, 'BBBB')
  const first = await add('AAAA', box, 1, 10)
  await add('BBBB', box, 2, 4)
  await remove('BBBB', box, 2, 4)
  t.equal((await send('DELETE', '/parts/BBBB')).status, 204, 'its rows are in the other table now')
  const before = await shape()

  await beginPartition('ledger_2024')
  t.strictSame(await shape(), before, 'it has all that it had')
  t.equal((await add('AAAA', box, 1, 5)).status, 201)
  await beginPartition('ledger_2025')
  t.strictSame(await shape(), before)
  await add('AAAA', box, 1, 1)
  t.strictSame(await rowsByPartition(), [
    ['ledger_2024', 1],
    ['ledger_2025', 1],
    ['quantity_history_present', 1],
  ])

  const history = (await send('GET', '/parts/AAAA/history')).body
  t.strictSame(
    history.map(({ delta_qty }: { delta_qty: number }) => delta_qty),
    [1, 5, 10],
  )
  t.strictSame((await send('GET', `/parts/AAAA/history?limit=1&before=${history[0].id}`)).body, [history[1]])
  t.equal((await send('POST', '/retired-parts/BBBB/restore')).status, 200)
  t.equal((await send('GET', '/parts/BBBB/history')).body.length, 2)
  t.strictSame((await rowsByPartition())[0], ['ledger_2024', 3], 'what comes back is where it was')
  t.equal((await undo(first.operation)).status, 200, 'what was done in another year can be undone')
  t.strictSame(await piles('AAAA'), [[`${box}-1`, 6]])
  t.strictSame(await findLedgerErrors(app.db), [])

  for (const statement of [
    'update quantity_history set delta_qty = 11',
    'delete from quantity_history',
    'delete from ledger_2024',
    'truncate quantity_history cascade',
  ]) {
    const refused = await app.db.query(statement).catch((error) => findDatabaseError(error))
    t.match(refused, { code: '23001' }, statement)
  }
})

t.test('a partition that has ended twice on a day is refused, and nothing is changed', async (t) => {
  const app = await buildApp(t)
  const administrator = new pg.Client({ connectionString: app.databaseUrl })
  await administrator.connect()
  t.teardown(() => administrator.end())
  await administrator.query(BEGIN_PARTITION)
  const { rows } = await administrator.query(SHAPE)
  await t.rejects(administrator.query(BEGIN_PARTITION), /already exists/)
  t.strictSame((await administrator.query(SHAPE)).rows, rows)
})
