import t from 'tap'
import { findDatabaseError } from '../../../../plugins/database/database-error.ts'
import { buildApp } from '../../../support/build-app.ts'
import { startIdentityProvider } from '../../../support/identity-provider.ts'
import { addBox, addPart, addStock } from '../../../support/inventory-rows.ts'
import { operationClient } from '../../../support/operation-client.ts'

t.test('rows of the ledger and operations are never changed and never deleted', async (t) => {
  const app = await buildApp(t)
  const { add } = operationClient(app)
  const box = await addBox(app.db, 3)
  const part = await addPart(app.db, 'AAAA')
  await add('AAAA', box, 1, 10)
  for (const statement of [
    'update quantity_history set delta_qty = 11',
    `update quantity_history set reason = 'count'`,
    'delete from quantity_history',
    'truncate quantity_history cascade',
    `delete from parts where id = ${part}`,
    `update operations set note = 'x'`,
    'delete from operations',
    `insert into retired_parts (id, key, description, record) values (${part}, 'AAAA', 'x', '{}');
     insert into retired_quantity_history select id, part_id, delta_qty + 1, location_reference, timestamp, operation_id,
       reason, lot, date_code from quantity_history;
     delete from quantity_history`,
  ]) {
    const outcome = await app.db
      .query(`do $do$ begin ${statement}; end $do$`)
      .catch((error) => findDatabaseError(error))
    t.match(outcome, { code: '23001' }, statement)
  }
  t.equal((await app.db.query('select from quantity_history where delta_qty = 10')).length, 1)
  t.equal((await app.db.query('select from retired_quantity_history')).length, 0)
  await app.db.query(`update operations set actor_name = 'former person 1'`)
})

t.test('history and recent activity say why, and are read by pages', async (t) => {
  const app = await buildApp(t)
  const { send, add } = operationClient(app)
  const box = await addBox(app.db, 3)
  const part = await addPart(app.db, 'AAAA')
  await addStock(app.db, part, box, 2, 5)
  const { operation } = await add('AAAA', box, 1, 1, 'first')
  for (let n = 2; n <= 5; n++) await add('AAAA', box, 1, n)

  const all = (await send('GET', '/parts/AAAA/history')).body
  t.equal(all.length, 6)
  t.match(all[4], { operation_id: operation, reason: 'add', note: 'first', actor: null, lot: null, date_code: null })
  t.match(all[5], { operation_id: null, reason: 'unknown' })
  const page = (await send('GET', '/parts/AAAA/history?limit=2')).body
  t.same(page, all.slice(0, 2))
  t.same((await send('GET', `/parts/AAAA/history?limit=2&before=${page[1].id}`)).body, all.slice(2, 4))
  t.same((await send('GET', `/parts/AAAA/history?before=${all[4].id}`)).body, all.slice(5))
  for (const query of ['limit=0', 'limit=1001', 'limit=x', 'before=x']) {
    t.equal((await send('GET', `/parts/AAAA/history?${query}`)).status, 400, query)
  }
  t.equal((await send('GET', '/parts/AAAA/history?before=999999')).status, 404)

  const latest = (await send('GET', '/dashboard/recent-activity?limit=3')).body
  t.match(latest[0], { id: all[0].id, part_key: 'AAAA', delta_qty: 5, reason: 'add', operation_id: String })
  const next = (await send('GET', `/dashboard/recent-activity?limit=3&before=${latest[2].id}`)).body
  t.same(
    next.map(({ id }: { id: number }) => id),
    all.slice(3).map(({ id }: { id: number }) => id),
  )
  t.equal((await send('GET', '/dashboard/recent-activity?before=nonsense')).status, 200)
  t.match(await send('GET', '/dashboard/recent-activity?before=2147483647'), {
    status: 404,
    body: { error: 'History entry 2147483647 was not found' },
  })

  const long = await send('POST', '/inventory/parts/AAAA/stock', {
    box_no: box,
    loc_no: 1,
    qty: 1,
    note: 'x'.repeat(501),
  })
  t.equal(long.status, 400)
})

t.test('the ledger names who did it, and a reader undoes nothing', async (t) => {
  const provider = await startIdentityProvider(t, { baseurl: 'http://localhost:3000' })
  const app = await buildApp(t, { settings: provider.settings })
  const clientOf = async (role: string) => {
    const claims = { sub: `${role}-7`, name: `The ${role}`, realm_access: { roles: [role] } }
    return operationClient(app, { authorization: `Bearer ${await provider.sign(claims)}` })
  }
  const [editor, reader] = [await clientOf('editor'), await clientOf('reader')]
  const box = await addBox(app.db, 3)
  await addPart(app.db, 'AAAA')
  const { operation } = await editor.add('AAAA', box, 1, 3)
  const author = { actor: 'editor-7', actor_name: 'The editor' }
  t.match((await reader.send('GET', '/parts/AAAA/history')).body, [author])
  t.match(await reader.list('?actor=editor-7'), [author])
  t.equal((await reader.undo(operation)).status, 403)
  t.equal((await reader.undo(operation, { dry_run: true })).status, 403)
  t.match((await editor.undo(operation)).body, author)
})
